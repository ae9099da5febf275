package dev.rung.server.select;

import dev.rung.server.generate.Strategy;
import java.util.Optional;

/**
 * A strategy as data: which models compete with each other, by what, and where they may be.
 *
 * @param grouping which models compete
 * @param weights by what they are ranked
 * @param locality what is preferred or required of their place
 */
record Profile(Grouping grouping, Weights weights, Locality locality) {

  /** Which models compete with each other; groups are tried one after the other. */
  enum Grouping {
    /** The tier of the task, then each tier above, then each tier below. */
    BY_TIER,
    /** The tier of the task and all above it together, then each tier below. */
    FROM_TIER_UP,
    /** Every model. */
    POOLED
  }

  /** Where models may be. */
  enum Locality {
    ANYWHERE,
    LOCAL_FIRST,
    LOCAL_ONLY
  }

  private static final Weights BY_QUALITY = new Weights(0, 0, 1, 0);
  private static final Weights BY_COST = new Weights(1, 0, 0, 0);
  private static final Weights BY_POSITION = new Weights(0, 0, 0, 1);

  /** The best of the task's own tier, then of the others. */
  static final Profile BEST_OF_TIER = new Profile(Grouping.BY_TIER, BY_QUALITY, Locality.ANYWHERE);

  /**
   * The profile of a strategy; empty for those that need measured figures or experiments.
   *
   * @param balanced how cost and latency weigh where a strategy has no opinion of its own
   */
  static Optional<Profile> of(Strategy strategy, Weights balanced) {
    return switch (strategy) {
      case BALANCED -> profile(Grouping.BY_TIER, balanced, Locality.ANYWHERE);
      case QUALITY_FIRST -> profile(Grouping.POOLED, BY_QUALITY, Locality.ANYWHERE);
      case COST_FIRST -> profile(Grouping.FROM_TIER_UP, BY_COST, Locality.ANYWHERE);
      case PREFER_LOCAL -> profile(Grouping.BY_TIER, balanced, Locality.LOCAL_FIRST);
      case LOCAL_ONLY -> profile(Grouping.BY_TIER, balanced, Locality.LOCAL_ONLY);
      case PRIORITY -> profile(Grouping.BY_TIER, BY_POSITION, Locality.ANYWHERE);
      case PERFORMANCE, AB -> Optional.empty();
    };
  }

  private static Optional<Profile> profile(Grouping grouping, Weights weights, Locality locality) {
    return Optional.of(new Profile(grouping, weights, locality));
  }
}
