package dev.rung.server.budget;

import dev.rung.server.generate.Money;
import java.util.Optional;

/**
 * Which budgets are set.
 *
 * @param dailyLimit of a day in UTC
 * @param totalLimit of all days together
 * @param warningThreshold the share of a limit, above 0 to 1, whose spending is warned of
 */
public record BudgetSettings(
    Optional<Money> dailyLimit, Optional<Money> totalLimit, double warningThreshold) {
  public static final double DEFAULT_WARNING_THRESHOLD = 0.8;

  /** No budget is set. */
  public static final BudgetSettings NONE =
      new BudgetSettings(Optional.empty(), Optional.empty(), DEFAULT_WARNING_THRESHOLD);

  public BudgetSettings {
    check("daily_limit_usd", dailyLimit);
    check("total_limit_usd", totalLimit);
    if (!(warningThreshold > 0 && warningThreshold <= 1)) {
      throw new IllegalArgumentException(
          "warning_threshold must be above 0 and at most 1, not " + warningThreshold);
    }
  }

  private static void check(String name, Optional<Money> limit) {
    if (limit.isPresent() && limit.get().nanos() < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + limit.get());
    }
  }
}
