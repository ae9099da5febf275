package dev.rung.server.config;

import dev.rung.server.generate.Money;
import java.util.Optional;

/**
 * The table [budget].
 *
 * @param dailyLimit of all spend of a day; absent is no limit
 * @param totalLimit of all spend; absent is no limit
 * @param warningThreshold share of a limit from which a warning is logged
 */
public record ConfiguredBudget(
    Optional<Money> dailyLimit, Optional<Money> totalLimit, double warningThreshold) {
  private static final Format<Money> LIMIT = Format.usd(1_000_000_000);
  private static final Format<Double> SHARE = Format.number(0.01, 1);

  public static final ConfiguredBudget DEFAULT =
      new ConfiguredBudget(Optional.empty(), Optional.empty(), 0.8);

  public ConfiguredBudget {
    LIMIT.check("daily_limit_usd", dailyLimit);
    LIMIT.check("total_limit_usd", totalLimit);
    SHARE.check("warning_threshold", warningThreshold);
  }

  static ConfiguredBudget read(Section section) {
    refuseLoose(section);
    ConfiguredBudget read =
        new ConfiguredBudget(
            section.find("daily_limit_usd", LIMIT),
            section.find("total_limit_usd", LIMIT),
            section.get("warning_threshold", SHARE, DEFAULT.warningThreshold));
    if (read.dailyLimit.isPresent() || read.totalLimit.isPresent()) {
      section
          .reading()
          .note(
              "spend is counted in memory: after a restart every [budget] limit counts from zero");
    }
    return read;
  }

  private static void refuseLoose(Section section) {
    boolean strict = section.get("strict", Format.FLAG, true);
    if (!strict) {
      section.problem(
          "strict", " must be true: limits that only warn are not part of this version");
    }
  }
}
