package dev.rung.classifier.train;

import dev.rung.classifier.serve.Sharpness;
import java.util.List;
import java.util.Locale;

/**
 * How good verdicts are; all but the count are shares, 0 to 1.
 *
 * @param calibrationError expected calibration error of the confidence, 15 bins of equal width
 */
record Quality(int count, double exact, double withinOne, double calibrationError) {
  private static final int BINS = 15;

  static Quality of(List<Said> said, Sharpness temperatures) {
    double exact = 0;
    double within = 0;
    double[] gap = new double[BINS];
    for (Said one : said) {
      float[] probabilities = Temperature.probabilities(one, temperatures);
      int best = 0;
      for (int i = 1; i < probabilities.length; i++) {
        best = probabilities[i] >= probabilities[best] ? i : best;
      }
      exact += best == one.tier() ? 1 : 0;
      within += Math.abs(best - one.tier()) <= 1 ? 1 : 0;
      int bin = Math.min(BINS - 1, (int) (probabilities[best] * BINS));
      gap[bin] += probabilities[best] - (best == one.tier() ? 1 : 0);
    }
    double gaps = 0;
    for (double each : gap) {
      gaps += Math.abs(each);
    }
    int count = Math.max(1, said.size());
    return new Quality(said.size(), exact / count, within / count, gaps / count);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d prompts: %.3f exact, %.3f within one, calibration error %.3f",
        count,
        exact,
        withinOne,
        calibrationError);
  }
}
