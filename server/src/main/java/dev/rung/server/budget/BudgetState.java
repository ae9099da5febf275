package dev.rung.server.budget;

import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.Money;
import java.util.Optional;

/**
 * Where the budgets stand at one instant.
 *
 * @param left what may still be reserved under the tightest budget; absent where none is set
 */
public record BudgetState(BudgetMode mode, Optional<Money> left) {
  /** No budget is set. */
  public static final BudgetState UNLIMITED = new BudgetState(BudgetMode.NONE, Optional.empty());
}
