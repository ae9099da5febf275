package dev.rung.server.costs;

import java.time.Duration;

/**
 * How long costs are kept, and how often they are logged.
 *
 * @param logInterval between two lines of the log; zero for none
 * @param keepLines how long the ledger's lines are kept, one for each attempt
 * @param keepQuarters how long quarters of an hour are kept, before they are put together to days
 * @param keepDays how long days are kept
 */
public record CostSettings(
    Duration logInterval, Duration keepLines, Duration keepQuarters, Duration keepDays) {
  public static final CostSettings DEFAULT =
      new CostSettings(
          Duration.ofHours(1), Duration.ofDays(35), Duration.ofDays(92), Duration.ofDays(1825));
}
