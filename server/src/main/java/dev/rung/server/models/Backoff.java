package dev.rung.server.models;

import java.time.Duration;

/** How long to wait before the next attempt: twice as long after each one in vain. */
final class Backoff {
  private static final int MOST_DOUBLINGS = 20;

  private Backoff() {}

  /**
   * The wait.
   *
   * @param inVain attempts in a row that brought nothing
   */
  static Duration after(int inVain, Duration first, Duration longest) {
    int doublings = Math.clamp(inVain - 1L, 0, MOST_DOUBLINGS);
    Duration wait = first.multipliedBy(1L << doublings);
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
