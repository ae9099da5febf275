package dev.rung.server.engine;

import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.select.TierTerms;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the path of a request is set.
 *
 * @param routingEnabled off sends everything to one model, without templates or classification
 * @param defaultModel that model; absent means the first that is ready
 * @param templates whether tier 0 answers
 * @param strategy where neither request nor budgets choose one
 * @param tiers defaults for what a request leaves open
 */
public record EngineSettings(
    boolean routingEnabled,
    Optional<String> defaultModel,
    boolean templates,
    Strategy strategy,
    Map<Tier, TierDefaults> tiers) {
  public EngineSettings {
    tiers = Map.copyOf(tiers);
  }

  /** What each tier adds to a request, as selecting counts it. */
  public Map<Tier, TierTerms> terms() {
    Map<Tier, TierTerms> terms = new EnumMap<>(Tier.class);
    tiers.forEach((tier, defaults) -> terms.put(tier, defaults.terms()));
    return terms;
  }

  TierDefaults defaults(Tier tier) {
    return tiers.getOrDefault(tier, TierDefaults.NONE);
  }
}
