package dev.rung.server.provider;

import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Usage;
import java.util.Optional;

/**
 * How a call ended. The text itself went through the sink.
 *
 * @param usage absent where the provider gave no counts
 * @param requestId the provider's own name for the call, for its support
 */
public record Completion(
    FinishReason finishReason, Optional<Usage> usage, Optional<String> requestId) {}
