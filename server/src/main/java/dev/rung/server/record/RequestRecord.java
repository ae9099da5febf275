package dev.rung.server.record;

import dev.rung.server.generate.Decision;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The account of one request, made exactly once, however it ended. Holds no text of prompt or
 * answer.
 *
 * @param model who served it; absent for templates and where nobody did
 * @param tier who served it; absent where nobody did
 * @param finishReason how the answer ended; ERROR or CANCELLED where there is none
 * @param error the refusal's reason, where there was one
 * @param usage of every attempt together, also where nobody answered
 * @param spared what an answer of a template or the cache would have taken at a model, by its
 *     length
 * @param cost of the same
 * @param routed false where the request named its model or routing is switched off
 * @param routingFailed routing itself failed and the default tier served
 * @param firstChoiceFailed the first attempt failed, so that the others were a fallback
 */
public record RequestRecord(
    RequestId id,
    String tenant,
    Instant at,
    Optional<String> model,
    Optional<Tier> tier,
    Optional<String> provider,
    FinishReason finishReason,
    Optional<String> error,
    Usage usage,
    Usage spared,
    Money cost,
    Duration latency,
    Optional<Duration> timeToFirstToken,
    boolean stream,
    boolean cacheHit,
    boolean routed,
    boolean routingFailed,
    boolean firstChoiceFailed,
    Optional<Decision> decision) {

  /**
   * Of one that could not be read, or found no room.
   *
   * @param error the refusal's reason
   */
  public static RequestRecord unheard(
      RequestId id, String tenant, Instant at, String error, boolean stream) {
    return new RequestRecord(
        id,
        tenant,
        at,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        FinishReason.ERROR,
        Optional.of(error),
        Usage.NONE,
        Usage.NONE,
        Money.ZERO,
        Duration.ZERO,
        Optional.empty(),
        stream,
        false,
        false,
        false,
        false,
        Optional.empty());
  }

  /** Whether the caller got a whole answer. */
  public boolean succeeded() {
    return error.isEmpty()
        && finishReason != FinishReason.ERROR
        && finishReason != FinishReason.CANCELLED;
  }
}
