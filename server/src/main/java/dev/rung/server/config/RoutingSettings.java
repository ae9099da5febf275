package dev.rung.server.config;

import dev.rung.server.generate.Strategy;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table [routing].
 *
 * @param enabled off: everything goes to the default model
 * @param templates whether templates may answer
 * @param defaultModel name or alias; absent is the first that is ready
 */
public record RoutingSettings(
    boolean enabled,
    Strategy strategy,
    Offline offline,
    boolean templates,
    Optional<String> defaultModel,
    WeightSettings weights,
    GainSettings gain) {
  private static final Format<Strategy> STRATEGY =
      Format.oneOf(List.of(Strategy.values()), Strategy::label);
  private static final Set<Strategy> LATER = EnumSet.of(Strategy.PERFORMANCE, Strategy.AB);

  public static final RoutingSettings DEFAULT =
      new RoutingSettings(
          true,
          Strategy.BALANCED,
          Offline.NO,
          true,
          Optional.empty(),
          WeightSettings.DEFAULT,
          GainSettings.DEFAULT);

  public RoutingSettings {
    Format.TEXT.check("default_model", defaultModel);
  }

  static RoutingSettings read(Section section) {
    return new RoutingSettings(
        section.get("enabled", Format.FLAG, DEFAULT.enabled),
        readStrategy(section),
        section.get("offline", Offline.FORMAT, DEFAULT.offline),
        section.get("templates", Format.FLAG, DEFAULT.templates),
        section.find("default_model", Format.TEXT),
        section.table("weights", WeightSettings::read),
        section.table("gain", GainSettings::read));
  }

  private static Strategy readStrategy(Section section) {
    Strategy strategy = section.get("strategy", STRATEGY, DEFAULT.strategy);
    if (LATER.contains(strategy)) {
      section.problem("strategy", " \"" + strategy.label() + "\" is not part of this version");
    }
    return strategy;
  }
}
