package dev.rung.server.generate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An answer and the account of it. Never logged: it holds the text.
 *
 * @param text all of it, also where it was streamed
 * @param model the configured name; absent where a template answered
 * @param usage of every attempt together
 * @param cost of every attempt together
 * @param latency from the request's arrival
 * @param cache where it was kept; absent where it was made for this request
 */
public record Answer(
    RequestId id,
    String text,
    List<ToolCall> toolCalls,
    Optional<String> model,
    Tier tier,
    String provider,
    FinishReason finishReason,
    Usage usage,
    Money cost,
    Duration latency,
    Optional<Duration> timeToFirstToken,
    Optional<CacheHit> cache,
    Decision decision) {
  public Answer {
    toolCalls = List.copyOf(toolCalls);
  }

  public boolean cacheHit() {
    return cache.isPresent();
  }

  /** Who made it. */
  public Source source() {
    return new Source(model, tier, provider);
  }

  @Override
  public String toString() {
    return "Answer[" + id + "]";
  }
}
