package dev.rung.server.engine;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.select.TokenEstimate;
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

  /** What the tiers' system prompts add to a prompt that has none of its own. */
  public Map<Tier, TokenEstimate> systemPrompts() {
    Map<Tier, TokenEstimate> added = new EnumMap<>(Tier.class);
    tiers.forEach((tier, defaults) ->
        defaults
            .systemPrompt()
            .map(text -> TokenEstimate.of(Message.of(Role.SYSTEM, text)))
            .ifPresent(estimate -> added.put(tier, estimate)));
    return added;
  }

  TierDefaults defaults(Tier tier) {
    return tiers.getOrDefault(tier, TierDefaults.NONE);
  }
}
