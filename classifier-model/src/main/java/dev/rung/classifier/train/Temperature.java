package dev.rung.classifier.train;

import dev.rung.classifier.serve.Sharpness;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Finds what outputs must be divided by for the confidence to be the share that is right (Guo et
 * al., "On Calibration of Modern Neural Networks", 2017): for text whose words are known and for
 * text whose words are not.
 */
final class Temperature {
  private static final double LOWEST = 0.25;
  private static final double HIGHEST = 8;
  private static final int HALVINGS = 24;
  private static final int ROUNDS = 6;

  /**
   * The least for text of known words: targets leave a part to other tiers, which may come back.
   */
  private static final double LEAST_KNOWN = 0.85;

  /**
   * The least for text of unknown words. Sources that are left out are of languages and fields that
   * others speak of, too; what is quite strange is judged worse than they show.
   */
  private static final double LEAST_UNKNOWN = 1.6;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private Temperature() {}

  /** Temperatures at which what is right is the least surprising; 1 without anything said. */
  static Sharpness of(List<Said> said) {
    Sharpness best = new Sharpness(1, 1);
    if (said.isEmpty()) {
      return best;
    }
    for (int round = 0; round < ROUNDS; round++) {
      Sharpness before = best;
      double known = least(value -> loss(said, new Sharpness(value, before.unknown())));
      double unknown = least(value -> loss(said, new Sharpness(known, value)));
      best = new Sharpness(known, unknown);
    }
    // No verdict is made much surer than the network is: too low a tier costs more than too high.
    return new Sharpness(
        Math.max(LEAST_KNOWN, best.known()), Math.max(LEAST_UNKNOWN, best.unknown()));
  }

  /** Where a function with one valley is least, between the bounds. */
  private static double least(DoubleUnaryOperator loss) {
    double low = LOWEST;
    double high = HIGHEST;
    for (int i = 0; i < HALVINGS; i++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (loss.applyAsDouble(left) < loss.applyAsDouble(right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return (low + high) / 2;
  }

  /** The mean cross entropy, in nats; prompts count as much as they weigh. */
  static double loss(List<Said> said, Sharpness temperatures) {
    double sum = 0;
    double weights = 0;
    for (Said one : said) {
      float[] probabilities = probabilities(one, temperatures);
      sum -= one.weight() * Math.log(Math.max(1e-12, probabilities[one.tier()]));
      weights += one.weight();
    }
    return sum / weights;
  }

  /** What outputs mean. */
  static float[] probabilities(Said said, Sharpness temperatures) {
    float temperature = (float) temperatures.at(said.unfamiliar());
    float[] scaled = said.outputs().clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= temperature;
    }
    return Trainer.probabilities(scaled);
  }
}
