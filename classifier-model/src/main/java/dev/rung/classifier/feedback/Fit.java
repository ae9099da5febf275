package dev.rung.classifier.feedback;

/**
 * The tiers that would do for a prompt, by what was found of its answer: all from the lowest to the
 * highest, 0 to 4.
 */
record Fit(int lowest, int highest) {
  private static final int TOP = 4;

  /** Nothing was found. */
  static final Fit ANY = new Fit(0, TOP);

  Fit {
    if (lowest < 0 || lowest > highest || highest > TOP) {
      throw new IllegalArgumentException("no tiers: " + lowest + " to " + highest);
    }
  }

  /** The answer of this tier was good: it is enough, and a lower one may be. */
  static Fit enough(int tier) {
    return new Fit(0, tier);
  }

  /** The answer of this tier was bad: a higher one is needed, and none is known above the last. */
  static Fit tooWeak(int tier) {
    return tier == TOP ? ANY : new Fit(tier + 1, TOP);
  }

  boolean has(int tier) {
    return lowest <= tier && tier <= highest;
  }

  /** The share of probabilities that is with tiers that would do. */
  double share(double[] said) {
    double share = 0;
    for (int tier = lowest; tier <= highest; tier++) {
      share += said[tier];
    }
    return share;
  }

  /** As is said, but what tiers that would not do have goes to the nearest one that would. */
  double[] target(double[] said) {
    double[] target = new double[said.length];
    for (int tier = 0; tier < said.length; tier++) {
      target[Math.clamp(tier, lowest, highest)] += said[tier];
    }
    return target;
  }
}
