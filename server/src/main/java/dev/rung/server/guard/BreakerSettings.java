package dev.rung.server.guard;

import java.time.Duration;

/**
 * When a model is left alone.
 *
 * @param window of time whose calls are looked at, in whole seconds
 * @param leastCalls fewer calls than this in a window say nothing
 * @param failureShare of the calls of a window, above 0 to 1, from which the breaker opens
 * @param slowFrom a first output later than this counts as slow
 * @param slowShare of the calls of a window, above 0 to 1, from which the breaker opens
 * @param open how long it stays open for the first time; twice as long each time that a trial fails
 * @param longestOpen how long at most
 * @param lastResorts calls in flight while it is open or tried out, for requests that nobody else
 *     can answer; 0 or more
 */
public record BreakerSettings(
    Duration window,
    int leastCalls,
    double failureShare,
    Duration slowFrom,
    double slowShare,
    Duration open,
    Duration longestOpen,
    int lastResorts) {
  public static final BreakerSettings DEFAULT =
      new BreakerSettings(
          Duration.ofSeconds(30),
          5,
          0.5,
          Duration.ofSeconds(60),
          0.8,
          Duration.ofSeconds(5),
          Duration.ofMinutes(2),
          8);

  public BreakerSettings {
    if (window.toSeconds() < 1 || leastCalls < 1) {
      throw new IllegalArgumentException("window must be 1 s or more and leastCalls 1 or more");
    }
    if (!isShare(failureShare) || !isShare(slowShare)) {
      throw new IllegalArgumentException("shares must be above 0 to 1");
    }
    if (!open.isPositive() || open.compareTo(longestOpen) > 0) {
      throw new IllegalArgumentException("open must be above 0 and not above longestOpen");
    }
    if (lastResorts < 0) {
      throw new IllegalArgumentException("lastResorts must be 0 or more, not " + lastResorts);
    }
  }

  private static boolean isShare(double value) {
    return value > 0 && value <= 1;
  }
}
