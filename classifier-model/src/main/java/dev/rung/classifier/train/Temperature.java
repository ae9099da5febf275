package dev.rung.classifier.train;

import java.util.List;

/**
 * Finds what outputs must be divided by for the confidence to be the share that is right (Guo et
 * al., "On Calibration of Modern Neural Networks", 2017).
 */
final class Temperature {
  private static final double LOWEST = 0.25;
  private static final double HIGHEST = 8;
  private static final int HALVINGS = 60;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private Temperature() {}

  /** Outputs and the tier that is right. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Said(float[] outputs, int tier) {}

  /** The temperature at which what is right is the least surprising; 1 without anything said. */
  static double of(List<Said> said) {
    if (said.isEmpty()) {
      return 1;
    }
    double low = LOWEST;
    double high = HIGHEST;
    for (int i = 0; i < HALVINGS; i++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (loss(said, left) < loss(said, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return (low + high) / 2;
  }

  /** The mean cross entropy, in nats. */
  static double loss(List<Said> said, double temperature) {
    double sum = 0;
    for (Said one : said) {
      float[] probabilities = probabilities(one.outputs(), temperature);
      sum -= Math.log(Math.max(1e-12, probabilities[one.tier()]));
    }
    return sum / said.size();
  }

  /** What outputs mean at a temperature. */
  static float[] probabilities(float[] outputs, double temperature) {
    float[] scaled = outputs.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= (float) temperature;
    }
    return Trainer.probabilities(scaled);
  }
}
