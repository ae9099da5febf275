package dev.rung.server.budget;

import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.Refusal.Quota;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the accounts ask of routing; the tightest of those with a limit decides. */
final class Standing {
  private static final double QUALITY_FIRST_BELOW = 0.3;
  private static final double PREFER_LOCAL_FROM = 0.9;

  private Standing() {}

  static BudgetState of(List<Account> accounts) {
    List<Account> limited = accounts.stream().filter(Account::isLimited).toList();
    Optional<Account> tightest = limited.stream().min(Comparator.comparingLong(Account::left));
    if (tightest.isEmpty()) {
      return BudgetState.UNLIMITED;
    }
    double spent = limited.stream().mapToDouble(Account::shareSpent).max().orElse(0);
    Quota quota = tightest.get().quota();
    BudgetMode mode = quota.left().isZero() ? BudgetMode.EXHAUSTED : mode(spent);
    return new BudgetState(mode, Optional.of(quota));
  }

  private static BudgetMode mode(double spent) {
    if (spent < QUALITY_FIRST_BELOW) {
      return BudgetMode.QUALITY_FIRST;
    }
    return spent < PREFER_LOCAL_FROM ? BudgetMode.BALANCED : BudgetMode.PREFER_LOCAL;
  }
}
