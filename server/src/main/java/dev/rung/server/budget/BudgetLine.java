package dev.rung.server.budget;

import dev.rung.server.generate.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * Where one budget stands.
 *
 * @param scope such as "global/daily" or "tenant:acme/monthly"
 * @param soft whether the limit is only warned of
 * @param alerted whether the share that is warned of is spent
 * @param origin who set the limit
 * @param known whether it could be read what was spent before; where not, what is committed is what
 *     this daemon spent, and nothing is left
 */
public record BudgetLine(
    String scope,
    Money limit,
    Money committed,
    Money reserved,
    Optional<Instant> renews,
    boolean soft,
    boolean alerted,
    Limit.Origin origin,
    boolean known) {

  /** Whether it is of this tenant alone. */
  public boolean belongsTo(String tenant) {
    return scope.startsWith(Scope.tenant(tenant) + "/");
  }

  /** What may still be reserved, 0 or more. */
  public Money left() {
    if (!known) {
      return Money.ZERO;
    }
    long left = Math.max(0, limit.nanos() - committed.nanos());
    return new Money(Math.max(0, left - reserved.nanos()));
  }
}
