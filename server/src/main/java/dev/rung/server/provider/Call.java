package dev.rung.server.provider;

import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Sampling;

/**
 * One attempt at one model. Never logged: it holds the prompt.
 *
 * @param sampling with the tier's defaults filled in; its {@code maxTokens} is not read
 * @param maxTokens output tokens at most; always sent, so that the cost is bounded
 * @param stream whether the caller wants the answer while it is made
 * @param firstOutput by when the response must have begun, so that another model can still answer;
 *     at most {@code deadline}
 * @param deadline by when the whole attempt must have ended
 */
public record Call(
    Model model,
    Prompt prompt,
    Sampling sampling,
    int maxTokens,
    boolean stream,
    Deadline firstOutput,
    Deadline deadline) {
  public Call {
    if (maxTokens < 1) {
      throw new IllegalArgumentException("maxTokens must be 1 or more, not " + maxTokens);
    }
  }

  @Override
  public String toString() {
    return "Call[" + model.name() + "]";
  }
}
