package dev.rung.server.budget;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Refusal.Quota;
import java.time.Instant;
import java.util.Optional;

/**
 * One scope's money: what is committed, what is reserved, and the limit of both together. Not safe
 * for threads: the ledger's lock guards it.
 *
 * <p>Without a limit the bound is the largest amount there is, so that no sum ever wraps.
 */
final class Account {
  private static final long NO_LIMIT = Long.MAX_VALUE;

  private final String scope;
  private final Optional<Instant> renews;
  private Optional<Money> limit;
  private long committed;
  private long reserved;
  private boolean warned;

  Account(String scope, Optional<Money> limit, Optional<Instant> renews) {
    this.scope = scope;
    this.limit = limit;
    this.renews = renews;
  }

  /** Sets the limit; what is committed and reserved stays, and another limit is warned of anew. */
  void limit(Optional<Money> newLimit) {
    warned = warned && newLimit.equals(limit);
    limit = newLimit;
  }

  boolean isLimited() {
    return limit.isPresent();
  }

  /** Whether so much more may be reserved. Nothing always may, even where a limit is passed. */
  boolean hasRoom(long nanos) {
    return nanos == 0 || nanos <= left();
  }

  /** What may still be reserved, 0 or more. */
  long left() {
    return Math.max(0, Math.max(0, bound() - committed) - reserved);
  }

  void reserve(long nanos) {
    reserved += nanos;
  }

  /** Turns a reservation into what was really spent. Stays at the largest amount there is. */
  void settle(long reservedNanos, long spentNanos) {
    reserved -= reservedNanos;
    committed = spentNanos > NO_LIMIT - committed ? NO_LIMIT : committed + spentNanos;
  }

  /** The share of the limit that is committed; 1 for a limit of nothing. Only with a limit. */
  double shareSpent() {
    long most = limit.orElseThrow().nanos();
    return most == 0 ? 1 : (double) committed / most;
  }

  /** True once, when the committed share has come to the threshold. */
  boolean takeWarning(double threshold) {
    if (warned || limit.isEmpty() || shareSpent() < threshold) {
      return false;
    }
    warned = true;
    return true;
  }

  Quota quota() {
    return new Quota(scope, new Money(left()), renews);
  }

  /** Where it stands; empty without a limit. */
  Optional<BudgetLine> line() {
    return limit.map(
        most -> new BudgetLine(scope, most, new Money(committed), new Money(reserved), renews));
  }

  private long bound() {
    return limit.map(Money::nanos).orElse(NO_LIMIT);
  }
}
