package dev.rung.server.select;

import java.time.Duration;

/**
 * How fast a model in this process has been.
 *
 * @param inputPerSecond tokens of a prompt that it reads, waiting included
 * @param outputPerSecond tokens that it writes
 * @param answer tokens that it writes for a request
 * @param longest a whole answer that takes longer is not worth waiting for
 */
public record Pace(double inputPerSecond, double outputPerSecond, double answer, Duration longest) {
  private static final double NANOS = 1e9;

  public Pace {
    if (!(inputPerSecond > 0) || !(outputPerSecond > 0)) {
      throw new IllegalArgumentException("a pace must be above 0");
    }
  }

  /** Of a whole answer. */
  Duration time(long input, long output) {
    double seconds = input / inputPerSecond + output / outputPerSecond;
    return Duration.ofNanos((long) (seconds * NANOS));
  }

  /** Tokens that it can write after so much input; 0 when there is no time for any. */
  long outputWithin(long input, Duration limit) {
    double seconds = limit.toNanos() / NANOS - input / inputPerSecond;
    return (long) Math.max(0, seconds * outputPerSecond);
  }
}
