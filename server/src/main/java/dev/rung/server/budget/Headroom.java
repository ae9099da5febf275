package dev.rung.server.budget;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Refusal.Quota;
import java.time.Instant;
import java.util.Optional;

/**
 * What a budget still has room for.
 *
 * @param left what may still be reserved, 0 or more
 * @param renews when it begins anew; absent for a total
 */
public record Headroom(BudgetKey budget, Money left, Optional<Instant> renews) {

  /**
   * What a caller is told of it. What is left of a budget that others spend from as well tells what
   * they spent, and so is kept to the caller's own tenant and to those who see every tenant's
   * figures.
   */
  public Quota toldTo(Caller caller) {
    boolean own = budget.scope().equals(Scope.tenant(caller.tenant()));
    return new Quota(
        budget.toString(), own || caller.seesAll() ? Optional.of(left) : Optional.empty(), renews);
  }
}
