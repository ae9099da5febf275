package dev.rung.bench.local;

import java.util.List;
import java.util.Locale;

/**
 * Whether a figure stays where it is: the mean of the last third of its samples against that of the
 * middle third. The first third is for warming up.
 *
 * @param share that the last third may be above the middle one
 * @param slack what it may be above it besides
 */
record Flatness(String name, double unit, double share, double slack) {
  static final int FEWEST = 6;

  /** What was found. */
  record Verdict(boolean flat, String text) {}

  /**
   * Judges samples in the order of time.
   *
   * @throws IllegalArgumentException when they are too few to say
   */
  Verdict of(List<Double> samples) {
    if (samples.size() < FEWEST) {
      throw new IllegalArgumentException(samples.size() + " samples are too few");
    }
    int third = samples.size() / 3;
    int last = samples.size() - third;
    double middle = mean(samples.subList(last - third, last));
    double end = mean(samples.subList(last, samples.size()));
    double most = middle * (1 + share) + slack;
    return new Verdict(
        end <= most,
        String.format(
            Locale.ROOT,
            "%-28s middle third %8.1f, last third %8.1f, at most %8.1f: %s",
            name,
            middle / unit,
            end / unit,
            most / unit,
            end <= most ? "flat" : "GROWS"));
  }

  private static double mean(List<Double> samples) {
    return samples.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
