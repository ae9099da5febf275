package dev.rung.server.record;

/**
 * How many lines the decision log holds and writes.
 *
 * @param queue lines that may wait to be written, 1 or more
 * @param freeLinesPerSecond lines at most for answers that no model gave (templates, cache hits) in
 *     one second, 0 or more
 */
public record DecisionLogSettings(int queue, int freeLinesPerSecond) {
  public static final DecisionLogSettings DEFAULT = new DecisionLogSettings(4_096, 1_000);

  public DecisionLogSettings {
    if (queue < 1) {
      throw new IllegalArgumentException("queue must be 1 or more, not " + queue);
    }
    if (freeLinesPerSecond < 0) {
      throw new IllegalArgumentException(
          "free lines per second must be 0 or more, not " + freeLinesPerSecond);
    }
  }
}
