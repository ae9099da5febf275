package dev.rung.server.config;

import java.time.Duration;

/**
 * The table [costs]: how long figures of costs are kept, and how often they are logged.
 *
 * @param logInterval between two lines of the log; zero for none
 * @param keepLines how long the ledger's lines are kept
 * @param keepQuarters how long quarters of an hour are kept, before they become days
 * @param keepDays how long days are kept
 */
public record CostsTable(
    Duration logInterval, Duration keepLines, Duration keepQuarters, Duration keepDays) {
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Format<Duration> INTERVAL =
      Durations.between(Duration.ZERO, Duration.ofDays(31))
          .where(time -> time.isZero() || time.compareTo(QUARTER) >= 0)
          .ruled("0s, or a length of time from 15m to 31d");
  private static final Format<Duration> KEPT =
      Durations.between(Duration.ofDays(1), Duration.ofDays(36_500));

  public static final CostsTable DEFAULT =
      new CostsTable(
          Duration.ofHours(1), Duration.ofDays(35), Duration.ofDays(92), Duration.ofDays(1825));

  public CostsTable {
    INTERVAL.check("log_interval", logInterval);
    KEPT.check("keep_lines", keepLines);
    KEPT.check("keep_quarters", keepQuarters);
    KEPT.check("keep_days", keepDays);
  }

  static CostsTable read(Section section) {
    return new CostsTable(
        section.get("log_interval", INTERVAL, DEFAULT.logInterval),
        section.get("keep_lines", KEPT, DEFAULT.keepLines),
        section.get("keep_quarters", KEPT, DEFAULT.keepQuarters),
        section.get("keep_days", KEPT, DEFAULT.keepDays));
  }
}
