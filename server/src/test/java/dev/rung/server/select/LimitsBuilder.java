package dev.rung.server.select;

import dev.rung.server.generate.CachePolicy;
import dev.rung.server.generate.FallbackPolicy;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import java.util.Optional;
import java.util.OptionalDouble;

/** Builds limits for tests; what is not named is open. */
public final class LimitsBuilder {
  private Optional<String> model = Optional.empty();
  private Optional<Tier> minTier = Optional.empty();
  private Optional<Tier> maxTier = Optional.empty();
  private Optional<Strategy> strategy = Optional.empty();
  private Optional<Money> maxCost = Optional.empty();
  private OptionalDouble minQuality = OptionalDouble.empty();
  private CachePolicy cache = CachePolicy.DEFAULT;
  private Optional<Boolean> similar = Optional.empty();
  private FallbackPolicy fallback = FallbackPolicy.DEFAULT;
  private boolean templates = true;

  public LimitsBuilder model(String name) {
    model = Optional.of(name);
    return this;
  }

  public LimitsBuilder minTier(Tier tier) {
    minTier = Optional.of(tier);
    return this;
  }

  public LimitsBuilder maxTier(Tier tier) {
    maxTier = Optional.of(tier);
    return this;
  }

  public LimitsBuilder strategy(Strategy value) {
    strategy = Optional.of(value);
    return this;
  }

  public LimitsBuilder maxCost(Money value) {
    maxCost = Optional.of(value);
    return this;
  }

  public LimitsBuilder minQuality(double value) {
    minQuality = OptionalDouble.of(value);
    return this;
  }

  public LimitsBuilder cache(CachePolicy value) {
    cache = value;
    return this;
  }

  public LimitsBuilder similar(boolean value) {
    similar = Optional.of(value);
    return this;
  }

  public LimitsBuilder fallback(FallbackPolicy value) {
    fallback = value;
    return this;
  }

  public LimitsBuilder noTemplates() {
    templates = false;
    return this;
  }

  public Limits build() {
    return new Limits(
        model,
        minTier,
        maxTier,
        strategy,
        maxCost,
        minQuality,
        cache,
        similar,
        fallback,
        templates,
        Optional.empty());
  }
}
