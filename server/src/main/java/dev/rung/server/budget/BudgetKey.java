package dev.rung.server.budget;

import java.util.Optional;

/** One budget: whose money and for how long, such as "tenant:acme/monthly". */
public record BudgetKey(Scope scope, Period period) {

  /** The budget that {@link #toString} spells so. */
  public static Optional<BudgetKey> parse(String text) {
    int slash = text.lastIndexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    Optional<Scope> scope = Scope.parse(text.substring(0, slash));
    String period = text.substring(slash + 1);
    for (Period known : Period.values()) {
      if (known.label().equals(period)) {
        return scope.map(whose -> new BudgetKey(whose, known));
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return scope + "/" + period.label();
  }
}
