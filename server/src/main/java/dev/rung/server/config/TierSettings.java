package dev.rung.server.config;

import dev.rung.server.generate.Tier;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A table [tiers.TIER]: what a request that leaves it open gets when this tier serves it.
 *
 * @param temperature 0 to 2
 * @param maxTokens output tokens at most
 * @param systemPrompt put in front of a conversation that has none
 */
public record TierSettings(
    OptionalDouble temperature, OptionalInt maxTokens, Optional<String> systemPrompt) {
  /** The tiers that hold models, in the order of the configuration. */
  static final List<Tier> TIERS =
      List.of(Tier.TINY, Tier.SMALL, Tier.MEDIUM, Tier.LARGE, Tier.LOCAL_FALLBACK);

  private static final Format<Double> TEMPERATURE = Format.number(0, 2);

  public static final TierSettings DEFAULT =
      new TierSettings(OptionalDouble.empty(), OptionalInt.empty(), Optional.empty());

  public TierSettings {
    temperature.ifPresent(given -> TEMPERATURE.check("temperature", given));
    maxTokens.ifPresent(given -> ConfiguredModel.TOKENS.check("max_tokens", given));
    Format.TEXT.check("system_prompt", systemPrompt);
  }

  static TierSettings read(Section section) {
    Optional<Double> temperature = section.find("temperature", TEMPERATURE);
    Optional<Integer> maxTokens = section.find("max_tokens", ConfiguredModel.TOKENS);
    return new TierSettings(
        temperature.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        maxTokens.map(OptionalInt::of).orElse(OptionalInt.empty()),
        section.find("system_prompt", Format.TEXT));
  }

  static Map<Tier, TierSettings> readAll(Section section) {
    Map<Tier, TierSettings> all = new EnumMap<>(Tier.class);
    for (Tier tier : TIERS) {
      all.put(tier, section.table(tableName(tier), "TIER", TierSettings::read));
    }
    return all;
  }

  /** Such as "tier2", or "fallback". */
  static String tableName(Tier tier) {
    return tier == Tier.LOCAL_FALLBACK ? "fallback" : "tier" + tier.level();
  }
}
