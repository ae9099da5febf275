package dev.rung.server.simulate;

import dev.rung.server.generate.Tier;

/**
 * How good an answer is expected to be beside the best model's, 0 to 1. A model's lack is how far
 * its quality is below the best model's. It shows fully on tasks of tier 4, by three quarters, half
 * and a quarter on those below, not at all on tier 0, and twice where the task is above the model's
 * tier; averaged over the probabilities of the tiers. A model of ours, not a measurement.
 */
final class ExpectedQuality {
  private static final double TOO_LOW = 2;

  private final double best;

  /**
   * @param best quality of the best model, above 0
   */
  ExpectedQuality(double best) {
    this.best = best;
  }

  double of(Hardness task, Tier served, double quality) {
    double lack = Math.max(0, 1 - quality / best);
    double shows = 0;
    for (int tier = 0; tier < task.probabilities().size(); tier++) {
      double weight = (double) tier / Tier.LARGE.level();
      double factor = tier > level(served) ? TOO_LOW : 1;
      shows += task.probabilities().get(tier) * weight * factor;
    }
    return Math.max(0, 1 - lack * shows);
  }

  /** The local fallback is as able as a small model. */
  private static int level(Tier served) {
    return served == Tier.LOCAL_FALLBACK ? Tier.SMALL.level() : served.level();
  }
}
