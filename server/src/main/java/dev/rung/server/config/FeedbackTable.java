package dev.rung.server.config;

import java.time.Duration;

/**
 * The table [feedback]: for which answers a verdict is taken.
 *
 * @param keep how long answers are remembered
 * @param most answers of models that are remembered at once
 */
public record FeedbackTable(Duration keep, int most) {
  private static final Format<Duration> KEEP =
      Durations.between(Duration.ofMinutes(1), Duration.ofDays(365));
  private static final Format<Integer> MOST = Format.count(1, 100_000_000);

  public static final FeedbackTable DEFAULT = new FeedbackTable(Duration.ofDays(30), 1_000_000);

  public FeedbackTable {
    KEEP.check("keep", keep);
    MOST.check("most", most);
  }

  static FeedbackTable read(Section section) {
    return new FeedbackTable(
        section.get("keep", KEEP, DEFAULT.keep), section.get("most", MOST, DEFAULT.most));
  }
}
