package dev.rung.server.generate;

/** What the state of the budgets asks of routing. */
public enum BudgetMode {
  /** No budget is set. */
  NONE,
  QUALITY_FIRST,
  BALANCED,
  PREFER_LOCAL,
  EXHAUSTED
}
