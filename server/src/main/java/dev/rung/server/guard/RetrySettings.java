package dev.rung.server.guard;

import java.time.Duration;

/**
 * How often and when a failed call is made once more.
 *
 * @param most calls at one model for one request beyond the first; 0 is never
 * @param backoff the wait before the first, at most; twice as long before each further one
 * @param longest wait; who asks for a longer one is not asked again
 * @param share of all calls that may be such further ones, 0 to 1, once a small stock is used up
 */
public record RetrySettings(int most, Duration backoff, Duration longest, double share) {
  public static final RetrySettings DEFAULT =
      new RetrySettings(1, Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

  public static final RetrySettings NONE =
      new RetrySettings(0, Duration.ofMillis(1), Duration.ofMillis(1), 0);

  public RetrySettings {
    if (most < 0 || !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("most must be 0 or more and share 0 to 1");
    }
    if (!backoff.isPositive() || backoff.compareTo(longest) > 0) {
      throw new IllegalArgumentException("backoff must be above 0 and not above longest");
    }
  }
}
