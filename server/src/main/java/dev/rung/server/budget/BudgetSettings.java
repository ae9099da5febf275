package dev.rung.server.budget;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which budgets are set.
 *
 * @param limits in the order in which they are shown
 * @param warningThreshold the share of a limit, above 0 to 1, whose spending is warned of
 * @param zone whose hours, days and months count
 * @param qualityFirstBelow under this share spent, quality comes first
 * @param preferLocalFrom from this share on, what is local is preferred
 */
public record BudgetSettings(
    Map<BudgetKey, Limit> limits,
    double warningThreshold,
    ZoneId zone,
    double qualityFirstBelow,
    double preferLocalFrom) {
  public static final double DEFAULT_WARNING_THRESHOLD = 0.8;
  public static final double DEFAULT_QUALITY_FIRST_BELOW = 0.3;
  public static final double DEFAULT_PREFER_LOCAL_FROM = 0.9;

  /** No budget is set. */
  public static final BudgetSettings NONE = of(Map.of());

  public BudgetSettings {
    limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    if (!(warningThreshold > 0 && warningThreshold <= 1)) {
      throw new IllegalArgumentException(
          "warning_threshold must be above 0 and at most 1, not " + warningThreshold);
    }
    if (!(qualityFirstBelow >= 0 && qualityFirstBelow <= preferLocalFrom)) {
      throw new IllegalArgumentException(
          "quality_first_below must be 0 to prefer_local_from, not " + qualityFirstBelow);
    }
  }

  /** These limits, and else what is usual. */
  public static BudgetSettings of(Map<BudgetKey, Limit> limits) {
    return new BudgetSettings(
        limits,
        DEFAULT_WARNING_THRESHOLD,
        ZoneOffset.UTC,
        DEFAULT_QUALITY_FIRST_BELOW,
        DEFAULT_PREFER_LOCAL_FROM);
  }
}
