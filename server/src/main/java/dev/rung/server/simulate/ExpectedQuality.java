package dev.rung.server.simulate;

import dev.rung.server.generate.Tier;
import java.util.List;

/**
 * How good an answer is expected to be beside the best model's, 0 to 1. A model's lack is how far
 * its quality is below the best model's.
 *
 * <p>Where the classifier has said what a strong model adds to a small one, a small model, which
 * lacks {@value #SMALL_LACK}, falls short by that, and others in proportion to their lack. Where it
 * has not, the lack shows fully on tasks of tier 4, by three quarters, half and a quarter on those
 * below, not at all on tier 0, and twice where the task is above the model's tier; averaged over
 * the probabilities of the tiers. A model of ours, not a measurement.
 */
final class ExpectedQuality {
  private static final double TOO_LOW = 2;

  /** Of a model such as Mixtral 8x7B, beside the largest of the catalogue. */
  private static final double SMALL_LACK = 0.3;

  private final double best;

  /**
   * @param best quality of the best model, above 0
   */
  ExpectedQuality(double best) {
    this.best = best;
  }

  double of(Hardness task, Tier served, double quality) {
    double lack = Math.max(0, 1 - quality / best);
    double shows =
        task.gain().isPresent()
            ? task.gain().getAsDouble() / SMALL_LACK
            : byTier(task.probabilities(), served);
    return Math.max(0, 1 - lack * shows);
  }

  private static double byTier(List<Double> probabilities, Tier served) {
    double shows = 0;
    for (int tier = 0; tier < probabilities.size(); tier++) {
      double weight = (double) tier / Tier.LARGE.level();
      double factor = tier > level(served) ? TOO_LOW : 1;
      shows += probabilities.get(tier) * weight * factor;
    }
    return shows;
  }

  /** The local fallback is as able as a small model. */
  private static int level(Tier served) {
    return served == Tier.LOCAL_FALLBACK ? Tier.SMALL.level() : served.level();
  }
}
