package dev.rung.server.generate;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a request allows.
 *
 * @param model name or alias of the only model that may answer; absent routes
 * @param maxCost the most that all attempts together may cost
 * @param minQuality expected quality that a model must have, 0 to 1
 * @param similar whether a kept answer to the same question in other words counts; absent leaves it
 *     to the settings
 * @param templates whether a template may answer
 * @param experimentKey keeps a caller in the same arm
 */
public record Limits(
    Optional<String> model,
    Optional<Tier> minTier,
    Optional<Tier> maxTier,
    Optional<Strategy> strategy,
    Optional<Money> maxCost,
    OptionalDouble minQuality,
    CachePolicy cache,
    Optional<Boolean> similar,
    FallbackPolicy fallback,
    boolean templates,
    Optional<String> experimentKey) {
  public static final Limits NONE =
      new Limits(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          CachePolicy.DEFAULT,
          Optional.empty(),
          FallbackPolicy.DEFAULT,
          true,
          Optional.empty());

  public Limits {
    if (minTier.isPresent()
        && maxTier.isPresent()
        && minTier.get().level() > maxTier.get().level()) {
      throw new IllegalArgumentException(
          "min_tier ("
              + minTier.get().label()
              + ") is above max_tier ("
              + maxTier.get().label()
              + ")");
    }
  }

  /**
   * Whether a model of this tier is within the bounds. The local fallback is, unless only templates
   * are allowed.
   */
  public boolean allows(Tier tier) {
    if (tier == Tier.LOCAL_FALLBACK) {
      return maxTier.map(max -> max != Tier.TEMPLATE).orElse(true);
    }
    return (minTier.isEmpty() || tier.level() >= minTier.get().level())
        && (maxTier.isEmpty() || tier.level() <= maxTier.get().level());
  }

  /** The same between other tiers. */
  public Limits between(Optional<Tier> min, Optional<Tier> max) {
    return new Limits(
        model,
        min,
        max,
        strategy,
        maxCost,
        minQuality,
        cache,
        similar,
        fallback,
        templates,
        experimentKey);
  }
}
