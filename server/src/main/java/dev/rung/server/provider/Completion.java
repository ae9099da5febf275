package dev.rung.server.provider;

import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Reduction;
import dev.rung.server.generate.Usage;
import java.util.Optional;

/**
 * How a call ended. The text itself went through the sink.
 *
 * @param usage absent where the provider gave no counts
 * @param requestId the provider's own name for the call, for its support
 * @param reduction what was left out of the prompt, where that was allowed and necessary
 */
public record Completion(
    FinishReason finishReason,
    Optional<Usage> usage,
    Optional<String> requestId,
    Optional<Reduction> reduction) {

  /** Of the whole prompt. */
  public Completion(FinishReason finishReason, Optional<Usage> usage, Optional<String> requestId) {
    this(finishReason, usage, requestId, Optional.empty());
  }
}
