package dev.rung.server.budget;

import dev.rung.server.generate.BudgetMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the accounts ask of routing; the tightest of those with a hard limit decides. */
record Standing(BudgetSettings settings) {

  /**
   * @param accounts of everybody and of the caller
   */
  BudgetState of(
      List<Account> accounts, Map<String, Headroom> models, Map<String, Headroom> providers) {
    if (accounts.isEmpty()) {
      return new BudgetState(BudgetMode.NONE, Optional.empty(), models, providers);
    }
    Optional<Headroom> tightest = tightest(accounts);
    boolean exhausted = tightest.map(headroom -> headroom.left().isZero()).orElse(false);
    double spent = accounts.stream().mapToDouble(Account::shareSpent).max().orElse(0);
    return new BudgetState(
        exhausted ? BudgetMode.EXHAUSTED : mode(spent), tightest, models, providers);
  }

  /** Of those with a hard limit; the first of several with the same room. */
  static Optional<Headroom> tightest(List<Account> accounts) {
    return accounts.stream()
        .filter(Account::isHard)
        .min(Comparator.comparingLong(Account::left))
        .map(Account::headroom);
  }

  private BudgetMode mode(double spent) {
    if (spent < settings.qualityFirstBelow()) {
      return BudgetMode.QUALITY_FIRST;
    }
    return spent < settings.preferLocalFrom() ? BudgetMode.BALANCED : BudgetMode.PREFER_LOCAL;
  }
}
