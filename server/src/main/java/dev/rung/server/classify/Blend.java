package dev.rung.server.classify;

import dev.rung.classifier.TierVerdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule's verdict and a trained classifier's as one: the classifier's probabilities, multiplied by
 * what the rule says of each tier (a logarithmic opinion pool; Genest and Zidek, "Combining
 * Probability Distributions", 1986).
 *
 * <p>The rule counts less than the classifier, since both read the same features and so err
 * together.
 */
final class Blend {
  /** Of the values tried on prompts of sources that were not trained on, about the best. */
  private static final double RULE = 0.35;

  /** How a rule's doubt is shared: rules miss by one tier far more often than by more. */
  private static final double BESIDE = 0.36;

  private static final double FARTHER = 0.14;

  private Blend() {}

  /**
   * Probabilities of tiers 0 to 4.
   *
   * @param ruled the tier that a rule found
   * @param confidence how far the rule is to be trusted, 0 to 1
   */
  static List<Double> of(TierVerdict verdict, int ruled, double confidence) {
    List<Double> blended = new ArrayList<>();
    double sum = 0;
    for (int tier = 0; tier < verdict.probabilities().size(); tier++) {
      double likely = Math.pow(likelihood(Math.abs(tier - ruled), confidence), RULE);
      blended.add(verdict.probabilities().get(tier) * likely);
      sum += blended.getLast();
    }
    double all = sum;
    // A classifier that is certain of a tier leaves nothing of the others, but never of all.
    blended.replaceAll(probability -> probability / all);
    return blended;
  }

  private static double likelihood(int distance, double confidence) {
    return switch (distance) {
      case 0 -> confidence;
      case 1 -> (1 - confidence) * BESIDE;
      default -> (1 - confidence) * FARTHER;
    };
  }
}
