package dev.rung.server.generate;

import java.time.Duration;
import java.util.Optional;

/**
 * One model that was tried.
 *
 * @param key the name of the key that it was called with; absent where there was none
 * @param latency of this attempt alone
 * @param firstOutput from its beginning; absent where there was none
 * @param usage as far as it is billed; none where it was not called
 */
public record Attempt(
    String model,
    Tier tier,
    Optional<String> key,
    Result result,
    Optional<String> error,
    Duration latency,
    Money cost,
    Optional<Duration> firstOutput,
    Usage usage) {

  /** Of which nothing more is known. */
  public Attempt(
      String model,
      Tier tier,
      Result result,
      Optional<String> error,
      Duration latency,
      Money cost) {
    this(model, tier, Optional.empty(), result, error, latency, cost, Optional.empty(), Usage.NONE);
  }

  /** How it went. */
  public enum Result {
    ANSWERED,
    FAILED,
    /** With an answer that does not follow the request's schema: a failure for this request. */
    UNFIT,
    /** The caller went away, or another model that was asked at the same time was faster. */
    CANCELLED,
    /** Not called: budget or guard said no, or it would have been no use. */
    REFUSED
  }
}
