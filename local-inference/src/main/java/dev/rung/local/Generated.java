package dev.rung.local;

import java.util.List;
import java.util.Optional;

/**
 * How an answer ended. Its text went to the listener.
 *
 * @param promptTokens tokens of the conversation as the model saw it
 * @param generatedTokens tokens that were made, the end token not counted
 * @param reusedTokens tokens of the prompt that an earlier call had computed
 * @param confidence absent when no token was made
 * @param logprobs of each token, if they were asked for
 */
public record Generated(
    int promptTokens,
    int generatedTokens,
    End end,
    int reusedTokens,
    Optional<Confidence> confidence,
    List<TokenChoice> logprobs) {
  public Generated {
    logprobs = List.copyOf(logprobs);
  }

  public Generated(int promptTokens, int generatedTokens, End end) {
    this(promptTokens, generatedTokens, end, 0, Optional.empty(), List.of());
  }

  /** Why it ended. */
  public enum End {
    /** The model's end token or a stop text. */
    STOP,
    /** {@link GenerationOptions#maxTokens} or the context window. */
    LENGTH,
    /** The listener wanted no more. */
    LISTENER
  }
}
