package dev.rung.server.config;

import dev.rung.server.generate.Tier;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A table [tiers.TIER]: what a request that leaves it open gets when this tier serves it.
 *
 * @param temperature 0 to 2
 * @param maxTokens output tokens at most
 * @param systemPrompt put in front of a conversation that has none
 */
public record TierSettings(
    OptionalDouble temperature, int maxTokens, Optional<String> systemPrompt) {
  /** The tiers that hold models, in the order of the configuration. */
  static final List<Tier> TIERS =
      List.of(Tier.TINY, Tier.SMALL, Tier.MEDIUM, Tier.LARGE, Tier.LOCAL_FALLBACK);

  private static final Format<Double> TEMPERATURE = Format.number(0, 2);

  /** Long enough for nearly every answer, and a bound on what a request reserves of a budget. */
  private static final int MAX_TOKENS = 8192;

  public static final TierSettings DEFAULT =
      new TierSettings(OptionalDouble.empty(), MAX_TOKENS, Optional.empty());

  public TierSettings {
    temperature.ifPresent(given -> TEMPERATURE.check("temperature", given));
    ConfiguredModel.TOKENS.check("max_tokens", maxTokens);
    Format.TEXT.check("system_prompt", systemPrompt);
  }

  static TierSettings read(Section section) {
    Optional<Double> temperature = section.find("temperature", TEMPERATURE);
    return new TierSettings(
        temperature.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        section.get("max_tokens", ConfiguredModel.TOKENS, DEFAULT.maxTokens),
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
