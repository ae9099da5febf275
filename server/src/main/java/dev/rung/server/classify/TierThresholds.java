package dev.rung.server.classify;

import dev.rung.server.generate.Tier;

/**
 * Where the score, 0 to 1, passes from one tier to the next; each bound belongs to the tier above.
 *
 * @param small from here tier 2, below it tier 1
 * @param medium from here tier 3
 * @param large from here tier 4
 * @param breakthrough from here tier 4 is marked as beyond the usual
 */
public record TierThresholds(double small, double medium, double large, double breakthrough) {
  public static final TierThresholds DEFAULT = new TierThresholds(0.3, 0.6, 0.85, 0.95);

  public TierThresholds {
    boolean ordered = 0 < small && small < medium && medium < large;
    if (!(ordered && large <= breakthrough && breakthrough <= 1)) {
      throw new IllegalArgumentException(
          "thresholds must rise from above 0 to 1, not "
              + small
              + ", "
              + medium
              + ", "
              + large
              + ", "
              + breakthrough);
    }
  }

  Tier tierOf(double score) {
    if (score < small) {
      return Tier.TINY;
    }
    if (score < medium) {
      return Tier.SMALL;
    }
    return score < large ? Tier.MEDIUM : Tier.LARGE;
  }

  /** How far a score is from the nearest bound between two tiers. */
  double margin(double score) {
    return Math.min(
        Math.abs(score - small), Math.min(Math.abs(score - medium), Math.abs(score - large)));
  }

  boolean isBreakthrough(double score) {
    return score >= breakthrough;
  }
}
