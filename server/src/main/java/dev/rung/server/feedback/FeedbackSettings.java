package dev.rung.server.feedback;

import java.time.Duration;

/**
 * How long answers are remembered.
 *
 * @param keep how long a verdict on an answer is taken, and kept
 * @param most answers of models at once; older ones are forgotten first
 */
public record FeedbackSettings(Duration keep, int most) {
  public static final FeedbackSettings DEFAULT =
      new FeedbackSettings(Duration.ofDays(30), 1_000_000);

  public FeedbackSettings {
    if (!keep.isPositive() || most < 1) {
      throw new IllegalArgumentException("keep and most must be above 0");
    }
  }
}
