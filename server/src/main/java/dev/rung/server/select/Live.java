package dev.rung.server.select;

import java.util.Optional;

/**
 * How a model has done of late, and how busy it is now.
 *
 * @param speed absent until enough calls were measured
 * @param successRate of its calls, 0 to 1; 1 until measured
 * @param waiting requests in the queue in front of it
 * @param places calls that may be in flight, 1 or more
 */
public record Live(Optional<Speed> speed, double successRate, int waiting, int places) {
  /** Of a model that nothing is known of. */
  public static final Live UNKNOWN = new Live(Optional.empty(), 1, 0, 1);

  /** However rarely it succeeds: a model must be able to come back. */
  private static final double LEAST_SUCCESS = 0.05;

  public Live {
    if (!(successRate >= 0 && successRate <= 1) || waiting < 0 || places < 1) {
      throw new IllegalArgumentException(
          "successRate must be 0 to 1, waiting 0 or more and places 1 or more");
    }
  }

  /**
   * By what the time of one answer is multiplied for a request that joins now: as many calls as it
   * takes until one succeeds, each after those that wait already.
   */
  double delay() {
    return (1 + (double) waiting / places) / Math.max(LEAST_SUCCESS, successRate);
  }
}
