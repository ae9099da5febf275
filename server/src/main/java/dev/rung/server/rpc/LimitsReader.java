package dev.rung.server.rpc;

import dev.rung.server.call.Violations;
import dev.rung.server.generate.CachePolicy;
import dev.rung.server.generate.FallbackPolicy;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.v1.GenerateRequest;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads what a request allows. */
final class LimitsReader {
  private static final String AUTO = "auto";
  private static final double MAX_USD = 1e9;
  private static final String STRATEGIES =
      "BALANCED, QUALITY_FIRST, COST_FIRST, PREFER_LOCAL, LOCAL_ONLY or PRIORITY";

  private LimitsReader() {}

  static Limits read(GenerateRequest in, Violations violations) {
    violations.name("model", in.getModel());
    violations.name("experiment_key", in.getExperimentKey());
    Optional<Tier> min = tier("min_tier", in.getMinTier(), in.getMinTierValue(), violations);
    Optional<Tier> max = tier("max_tier", in.getMaxTier(), in.getMaxTierValue(), violations);
    boolean ordered = min.isEmpty() || max.isEmpty() || min.get().level() <= max.get().level();
    violations.check(ordered, "min_tier", "must not be above max_tier");
    return new Limits(
        model(in.getModel()),
        ordered ? min : Optional.empty(),
        max,
        strategy(in, violations),
        maxCost(in, violations),
        minQuality(in, violations),
        cache(in, violations),
        in.hasCacheSimilar() ? Optional.of(in.getCacheSimilar()) : Optional.empty(),
        fallback(in, violations),
        templates(in, violations),
        in.getExperimentKey().isEmpty() ? Optional.empty() : Optional.of(in.getExperimentKey()));
  }

  private static Optional<String> model(String name) {
    return name.isBlank() || name.equalsIgnoreCase(AUTO) ? Optional.empty() : Optional.of(name);
  }

  private static Optional<Tier> tier(
      String field, dev.rung.v1.Tier tier, int number, Violations violations) {
    return switch (tier) {
      case TIER_UNSPECIFIED -> Optional.empty();
      case TIER_0_TEMPLATE -> Optional.of(Tier.TEMPLATE);
      case TIER_1_TINY -> Optional.of(Tier.TINY);
      case TIER_2_SMALL -> Optional.of(Tier.SMALL);
      case TIER_3_MEDIUM -> Optional.of(Tier.MEDIUM);
      case TIER_4_LARGE -> Optional.of(Tier.LARGE);
      case TIER_LOCAL_FALLBACK ->
          wrong(field, "must be tier 0 to 4: the fallback is no bound", violations);
      case UNRECOGNIZED ->
          wrong(field, mustBe("TIER_0_TEMPLATE to TIER_4_LARGE", number), violations);
    };
  }

  private static Optional<Strategy> strategy(GenerateRequest in, Violations violations) {
    return switch (in.getStrategy()) {
      case STRATEGY_UNSPECIFIED -> Optional.empty();
      case BALANCED -> Optional.of(Strategy.BALANCED);
      case QUALITY_FIRST -> Optional.of(Strategy.QUALITY_FIRST);
      case COST_FIRST -> Optional.of(Strategy.COST_FIRST);
      case PREFER_LOCAL -> Optional.of(Strategy.PREFER_LOCAL);
      case LOCAL_ONLY -> Optional.of(Strategy.LOCAL_ONLY);
      case PRIORITY -> Optional.of(Strategy.PRIORITY);
      case PERFORMANCE, AB ->
          wrong(
              "strategy",
              "must be "
                  + STRATEGIES
                  + ": "
                  + in.getStrategy().name()
                  + " is not part of this version",
              violations);
      case UNRECOGNIZED -> wrong("strategy", mustBe(STRATEGIES, in.getStrategyValue()), violations);
    };
  }

  private static Optional<Money> maxCost(GenerateRequest in, Violations violations) {
    return maxCost(
        in.hasMaxCostUsd() ? Optional.of(in.getMaxCostUsd()) : Optional.empty(),
        in.hasMaxCostNanos() ? Optional.of(in.getMaxCostNanos()) : Optional.empty(),
        violations);
  }

  /** The exact form wins where both are set. */
  static Optional<Money> maxCost(
      Optional<Double> usd, Optional<Long> nanos, Violations violations) {
    boolean usdHolds = usd.map(value -> value >= 0 && value <= MAX_USD).orElse(true);
    if (!usdHolds) {
      violations.add("max_cost_usd", "must be 0 to 1000000000 USD, not " + usd.orElse(0.0));
    }
    if (nanos.orElse(0L) < 0) {
      violations.add("max_cost_nanos", "must be 0 or more, not " + nanos.orElse(0L));
    }
    return nanos.map(Money::new).or(() -> usd.filter(_ -> usdHolds).map(Money::ofUsd));
  }

  private static OptionalDouble minQuality(GenerateRequest in, Violations violations) {
    if (!in.hasMinQuality()) {
      return OptionalDouble.empty();
    }
    double quality = in.getMinQuality();
    violations.check(quality >= 0 && quality <= 1, "min_quality", "must be 0 to 1, not " + quality);
    return OptionalDouble.of(quality);
  }

  private static CachePolicy cache(GenerateRequest in, Violations violations) {
    return switch (in.getCache()) {
      case DEFAULT -> CachePolicy.DEFAULT;
      case BYPASS -> CachePolicy.BYPASS;
      case ONLY -> CachePolicy.ONLY;
      case UNRECOGNIZED -> {
        violations.add("cache", mustBe("DEFAULT, BYPASS or ONLY", in.getCacheValue()));
        yield CachePolicy.DEFAULT;
      }
    };
  }

  private static FallbackPolicy fallback(GenerateRequest in, Violations violations) {
    return switch (in.getFallback()) {
      case FALLBACK_DEFAULT -> FallbackPolicy.DEFAULT;
      case FALLBACK_ALLOW -> FallbackPolicy.ALLOW;
      case FALLBACK_NONE -> FallbackPolicy.NONE;
      case UNRECOGNIZED -> {
        violations.add(
            "fallback",
            mustBe("FALLBACK_DEFAULT, FALLBACK_ALLOW or FALLBACK_NONE", in.getFallbackValue()));
        yield FallbackPolicy.DEFAULT;
      }
    };
  }

  private static boolean templates(GenerateRequest in, Violations violations) {
    return switch (in.getTemplates()) {
      case DEFAULT -> true;
      case OFF -> false;
      case UNRECOGNIZED -> {
        violations.add("templates", mustBe("DEFAULT or OFF", in.getTemplatesValue()));
        yield true;
      }
    };
  }

  /** For a number that the contract gives no name. */
  static String mustBe(String known, int number) {
    return "must be " + known + ", not " + number;
  }

  private static <T> Optional<T> wrong(String field, String rule, Violations violations) {
    violations.add(field, rule);
    return Optional.empty();
  }
}
