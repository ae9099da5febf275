package dev.rung.server.budget;

/** Told once when the share of a limit that is warned of is spent. Must not wait. */
@FunctionalInterface
public interface Alerts {
  /** A warning in the log. */
  Alerts LOG = BudgetWarnings::warn;

  void reached(BudgetLine line);
}
