package dev.rung.server.select;

import java.time.Duration;

/**
 * How fast a model beyond this process has been of late.
 *
 * @param firstToken from the beginning of a call to its first output; zero where it is not known,
 *     since answers only ever came in one piece
 * @param perToken between two tokens of output, or the part of each in the whole time
 * @param answer tokens of output in a usual answer
 */
public record Speed(Duration firstToken, Duration perToken, double answer) {
  public Speed {
    if (firstToken.isNegative() || perToken.isNegative() || !(answer >= 0)) {
      throw new IllegalArgumentException("a speed must be 0 or more");
    }
  }

  /** Of an answer that may have so many tokens: it is as long as usual, if that is shorter. */
  Duration time(long maxTokens) {
    double tokens = Math.min((double) maxTokens, answer);
    return firstToken.plusNanos(Math.round(tokens * perToken.toNanos()));
  }
}
