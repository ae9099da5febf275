package dev.rung.server.provider;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Sampling;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * One attempt at one model. Never logged: it holds the prompt.
 *
 * @param key that the call is made with; absent where the provider has none
 * @param sampling with the tier's defaults filled in; its {@code maxTokens} is not read
 * @param maxTokens output tokens at most; always sent, so that the cost is bounded
 * @param answerRoom tokens to keep free for the answer when the prompt is shortened to fit the
 *     window; absent where it is not to be shortened. Models beyond this process never do.
 * @param stream whether the caller wants the answer while it is made
 * @param firstOutput by when the response must have begun, so that another model can still answer;
 *     at most {@code deadline}
 * @param deadline by when the whole attempt must have ended
 * @param allowances is told, on the calling thread, what the provider says is left of its limits:
 *     once at most, as soon as the response's head is there
 * @param tenant whose call it is: what a model in this process keeps of a prompt serves the same
 *     tenant alone
 */
public record Call(
    Model model,
    Optional<ApiKey> key,
    Prompt prompt,
    Sampling sampling,
    int maxTokens,
    OptionalInt answerRoom,
    boolean stream,
    Deadline firstOutput,
    Deadline deadline,
    Consumer<List<Allowance>> allowances,
    String tenant) {
  public Call {
    if (maxTokens < 1) {
      throw new IllegalArgumentException("maxTokens must be 1 or more, not " + maxTokens);
    }
  }

  /** Without a key, of a prompt that is sent whole or not at all. */
  public Call(
      Model model,
      Prompt prompt,
      Sampling sampling,
      int maxTokens,
      boolean stream,
      Deadline firstOutput,
      Deadline deadline) {
    this(
        model,
        Optional.empty(),
        prompt,
        sampling,
        maxTokens,
        OptionalInt.empty(),
        stream,
        firstOutput,
        deadline,
        _ -> {},
        Caller.ANONYMOUS.tenant());
  }

  /** The same, for a provider that gives an answer of this length as a stream alone. */
  public Call asStream() {
    return new Call(
        model,
        key,
        prompt,
        sampling,
        maxTokens,
        answerRoom,
        true,
        firstOutput,
        deadline,
        allowances,
        tenant);
  }

  /** The same with this key. */
  public Call with(Optional<ApiKey> chosen) {
    return new Call(
        model,
        chosen,
        prompt,
        sampling,
        maxTokens,
        answerRoom,
        stream,
        firstOutput,
        deadline,
        allowances,
        tenant);
  }

  @Override
  public String toString() {
    return "Call[" + model.name() + "]";
  }
}
