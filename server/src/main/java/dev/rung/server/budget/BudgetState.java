package dev.rung.server.budget;

import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Refusal.Quota;
import java.util.Optional;

/**
 * Where the budgets stand at one instant.
 *
 * @param tightest the budget with the least room; absent where none is set
 */
public record BudgetState(BudgetMode mode, Optional<Quota> tightest) {
  /** No budget is set. */
  public static final BudgetState UNLIMITED = new BudgetState(BudgetMode.NONE, Optional.empty());

  /** What may still be reserved; absent where no budget is set. */
  public Optional<Money> left() {
    return tightest.map(Quota::left);
  }
}
