package dev.rung.classifier;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a trained judge thinks.
 *
 * @param probabilities of tiers 0 to 4, calibrated, adding up to 1
 * @param gain expected gain in quality from a stronger model, 0 to 1
 * @param unfamiliar the share of the words that the judge was not trained on, 0 to 1
 */
public record TierVerdict(List<Double> probabilities, OptionalDouble gain, double unfamiliar) {
  private static final int TIERS = 5;
  private static final double ROUNDING = 1e-3;

  public TierVerdict {
    probabilities = List.copyOf(probabilities);
    if (probabilities.size() != TIERS) {
      throw new IllegalArgumentException(
          "probabilities must be of 5 tiers, not " + probabilities.size());
    }
    double sum = 0;
    for (int tier = 0; tier < TIERS; tier++) {
      double probability = probabilities.get(tier);
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("a probability must be 0 to 1, not " + probability);
      }
      sum += probability;
    }
    if (Math.abs(sum - 1) > ROUNDING) {
      throw new IllegalArgumentException("probabilities must add up to 1, not " + sum);
    }
  }

  /** The likeliest tier, 0 to 4; of equals the higher. */
  public int tier() {
    int best = 0;
    for (int tier = 1; tier < TIERS; tier++) {
      best = probabilities.get(tier) >= probabilities.get(best) ? tier : best;
    }
    return best;
  }

  /** The probability of the likeliest tier. */
  public double confidence() {
    return probabilities.get(tier());
  }
}
