package dev.rung.server.budget;

import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.Money;
import java.util.List;
import java.util.Optional;

/** What the accounts ask of routing; the tightest of those with a limit decides. */
final class Standing {
  private static final double QUALITY_FIRST_BELOW = 0.3;
  private static final double PREFER_LOCAL_FROM = 0.9;

  private Standing() {}

  static BudgetState of(List<Account> accounts) {
    boolean limited = false;
    long left = Long.MAX_VALUE;
    double spent = 0;
    for (Account account : accounts) {
      if (account.isLimited()) {
        limited = true;
        left = Math.min(left, account.left());
        spent = Math.max(spent, account.shareSpent());
      }
    }
    if (!limited) {
      return BudgetState.UNLIMITED;
    }
    BudgetMode mode = left == 0 ? BudgetMode.EXHAUSTED : mode(spent);
    return new BudgetState(mode, Optional.of(new Money(left)));
  }

  private static BudgetMode mode(double spent) {
    if (spent < QUALITY_FIRST_BELOW) {
      return BudgetMode.QUALITY_FIRST;
    }
    return spent < PREFER_LOCAL_FROM ? BudgetMode.BALANCED : BudgetMode.PREFER_LOCAL;
  }
}
