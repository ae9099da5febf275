package dev.rung.server.config;

import dev.rung.server.generate.Money;
import java.util.Optional;

/**
 * The limits of one table: [budget] itself, or one of [budget.tenants.NAME], [budget.models.NAME]
 * and [budget.providers.NAME]. An absent one is no limit.
 *
 * @param strict whether they are never passed; else they are only warned of
 */
public record ConfiguredLimits(
    Optional<Money> hourly,
    Optional<Money> daily,
    Optional<Money> monthly,
    Optional<Money> total,
    boolean strict) {
  private static final Format<Money> LIMIT = Format.usd(1_000_000_000);

  /** No limit. */
  public static final ConfiguredLimits NONE =
      new ConfiguredLimits(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);

  public ConfiguredLimits {
    LIMIT.check("hourly_limit_usd", hourly);
    LIMIT.check("daily_limit_usd", daily);
    LIMIT.check("monthly_limit_usd", monthly);
    LIMIT.check("total_limit_usd", total);
  }

  static ConfiguredLimits read(Section section) {
    return new ConfiguredLimits(
        section.find("hourly_limit_usd", LIMIT),
        section.find("daily_limit_usd", LIMIT),
        section.find("monthly_limit_usd", LIMIT),
        section.find("total_limit_usd", LIMIT),
        section.get("strict", Format.FLAG, true));
  }
}
