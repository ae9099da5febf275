package dev.rung.server.config;

import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table [routing].
 *
 * @param enabled off: everything goes to the default model
 * @param templates whether templates may answer
 * @param defaultModel name or alias; absent leaves the choice to the default tier
 * @param defaultTier who serves when routing is off or fails and no default model is set
 */
public record RoutingSettings(
    boolean enabled,
    Strategy strategy,
    Offline offline,
    boolean templates,
    Optional<String> defaultModel,
    Tier defaultTier,
    WeightSettings weights) {
  private static final Format<Strategy> STRATEGY =
      Format.oneOf(List.of(Strategy.values()), Strategy::label);
  private static final Set<Strategy> LATER = EnumSet.of(Strategy.PERFORMANCE, Strategy.AB);
  private static final Format<Tier> TIER =
      Format.oneOf(
          List.of(Tier.TINY, Tier.SMALL, Tier.MEDIUM, Tier.LARGE), TierSettings::tableName);

  public static final RoutingSettings DEFAULT =
      new RoutingSettings(
          true,
          Strategy.BALANCED,
          Offline.NO,
          true,
          Optional.empty(),
          Tier.MEDIUM,
          WeightSettings.DEFAULT);

  public RoutingSettings {
    Format.TEXT.check("default_model", defaultModel);
    if (!defaultTier.ranked()) {
      throw new IllegalArgumentException("default_tier must be " + TIER.rule());
    }
  }

  static RoutingSettings read(Section section) {
    return new RoutingSettings(
        section.get("enabled", Format.FLAG, DEFAULT.enabled),
        readStrategy(section),
        section.get("offline", Offline.FORMAT, DEFAULT.offline),
        section.get("templates", Format.FLAG, DEFAULT.templates),
        section.find("default_model", Format.TEXT),
        section.get("default_tier", TIER, DEFAULT.defaultTier),
        section.table("weights", WeightSettings::read));
  }

  private static Strategy readStrategy(Section section) {
    Strategy strategy = section.get("strategy", STRATEGY, DEFAULT.strategy);
    if (LATER.contains(strategy)) {
      section.problem("strategy", " \"" + strategy.label() + "\" is not part of this version");
    }
    return strategy;
  }
}
