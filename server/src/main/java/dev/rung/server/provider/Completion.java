package dev.rung.server.provider;

import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Reduction;
import dev.rung.server.generate.Usage;
import java.util.List;
import java.util.Optional;

/**
 * How a call ended. The text itself went through the sink.
 *
 * @param usage absent where the provider gave no counts
 * @param requestId the provider's own name for the call, for its support
 * @param reduction what was left out of the prompt, where that was allowed and necessary
 * @param notes what of the request the provider could not be told, each a sentence without its full
 *     stop
 */
public record Completion(
    FinishReason finishReason,
    Optional<Usage> usage,
    Optional<String> requestId,
    Optional<Reduction> reduction,
    List<String> notes) {
  public Completion {
    notes = List.copyOf(notes);
  }

  /** Of a request that was passed on as it was, but for this reduction of its prompt. */
  public Completion(
      FinishReason finishReason,
      Optional<Usage> usage,
      Optional<String> requestId,
      Optional<Reduction> reduction) {
    this(finishReason, usage, requestId, reduction, List.of());
  }

  /** Of the whole prompt. */
  public Completion(FinishReason finishReason, Optional<Usage> usage, Optional<String> requestId) {
    this(finishReason, usage, requestId, Optional.empty());
  }

  /** The same, with what the provider could not be told. */
  public Completion withNotes(List<String> left) {
    return new Completion(finishReason, usage, requestId, reduction, left);
  }
}
