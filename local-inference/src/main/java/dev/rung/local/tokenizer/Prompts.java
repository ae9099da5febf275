package dev.rung.local.tokenizer;

import dev.rung.local.InferenceException;
import dev.rung.local.Turn;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Writes conversations for a model: as the template of its checkpoint says, or as suits its family
 * where it has none. Nothing that a caller says is read as a special token. Safe for many threads.
 */
public final class Prompts {
  private final Tokenizer tokenizer;
  private final ChatTemplate template;

  private Prompts(Tokenizer tokenizer, ChatTemplate template) {
    this.tokenizer = tokenizer;
    this.template = template;
  }

  /**
   * Reads how a checkpoint wants conversations.
   *
   * @param architecture as its configuration names it
   * @param clock for templates that tell the model what day it is
   * @throws InferenceException when its template is damaged, or uses what is not supported
   */
  public static Prompts read(
      Path folder, Tokenizer tokenizer, String architecture, InstantSource clock)
      throws InferenceException {
    TokenizerConfig config = TokenizerConfig.read(folder);
    ChatTemplate template =
        config.chatTemplate().isPresent()
            ? JinjaTemplate.of(config.chatTemplate().get(), config, clock)
            : PlainTemplate.of(tokenizer, architecture);
    return new Prompts(tokenizer, template);
  }

  /**
   * The prompt of a conversation.
   *
   * @param conversation oldest turn first, not empty
   * @throws InferenceException when the model was not taught such a conversation
   */
  public Prompt of(List<Turn> conversation) throws InferenceException {
    List<Turn> quoted =
        conversation.stream()
            .map(turn -> new Turn(turn.speaker(), tokenizer.quote(turn.text())))
            .toList();
    String text = template.render(quoted);
    int[] tokens = template.isBare() ? tokenizer.encodeWhole(text) : tokenizer.encode(text);
    return new Prompt(tokens, template.stop(conversation));
  }
}
