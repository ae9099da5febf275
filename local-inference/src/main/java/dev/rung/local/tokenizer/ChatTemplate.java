package dev.rung.local.tokenizer;

import dev.rung.local.InferenceException;
import dev.rung.local.Turn;
import java.util.List;

/** How a conversation is written for a model. Safe for many threads. */
interface ChatTemplate {

  /**
   * Writes a conversation, up to where the next answer begins.
   *
   * @param conversation not empty; its texts are quoted
   * @throws InferenceException when the model was not taught such a conversation
   */
  String render(List<Turn> conversation) throws InferenceException;

  /** Whether the checkpoint's token for the beginning of a text is still to be added. */
  default boolean isBare() {
    return false;
  }

  /** See {@link Prompt#stop}. */
  default List<String> stop(List<Turn> conversation) {
    return List.of();
  }
}
