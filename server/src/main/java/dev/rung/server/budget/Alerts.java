package dev.rung.server.budget;

/**
 * Told once when the share of a limit that is warned of is spent: by a call, or by a limit that is
 * set below what was spent. Must not wait.
 */
@FunctionalInterface
public interface Alerts {
  /** A warning in the log. */
  Alerts LOG = BudgetWarnings::warn;

  void reached(BudgetLine line);
}
