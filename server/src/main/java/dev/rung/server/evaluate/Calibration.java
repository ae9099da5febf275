package dev.rung.server.evaluate;

import java.util.List;

/**
 * Expected calibration error: how far confidence is from being right, in 15 bins of equal width,
 * each weighted by how much falls into it (Guo et al., "On Calibration of Modern Neural Networks",
 * 2017).
 */
final class Calibration {
  private static final int BINS = 15;

  private final double[] confidence = new double[BINS];
  private final int[] right = new int[BINS];

  private Calibration() {}

  /** 0 to 1; 0 without prompts. */
  static double error(List<Judged> judged) {
    Calibration bins = new Calibration();
    judged.forEach(bins::add);
    double gaps = 0;
    for (int bin = 0; bin < BINS; bin++) {
      gaps += Math.abs(bins.confidence[bin] - bins.right[bin]);
    }
    return judged.isEmpty() ? 0 : gaps / judged.size();
  }

  private void add(Judged one) {
    int bin = Math.min(BINS - 1, (int) (one.predicted().confidence() * BINS));
    confidence[bin] += one.predicted().confidence();
    right[bin] += one.exact() ? 1 : 0;
  }
}
