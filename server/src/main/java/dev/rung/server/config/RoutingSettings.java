package dev.rung.server.config;

import dev.rung.server.generate.Strategy;
import java.util.Optional;

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
      Format.oneOf(Strategy.offered(), Strategy::label);

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
        section.get("strategy", STRATEGY, DEFAULT.strategy),
        section.get("offline", Offline.FORMAT, DEFAULT.offline),
        section.get("templates", Format.FLAG, DEFAULT.templates),
        section.find("default_model", Format.TEXT),
        section.table("weights", WeightSettings::read),
        section.table("gain", GainSettings::read));
  }
}
