package dev.rung.server.budget;

import dev.rung.server.generate.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Money that is set aside in every account it counts in, on behalf of one attempt. What it holds is
 * guarded by the ledger's lock.
 */
final class Held implements Reservation {
  private final Books books;
  private final long id;
  private final Instant at;
  private final Spend spend;
  private final OptionalInt slot;
  private final List<Account> accounts;
  private long nanos;
  private boolean ended;

  /**
   * @param slot empty where the attempt is free
   * @param accounts that have set it aside already
   */
  Held(Books books, long id, Instant at, Spend spend, OptionalInt slot, List<Account> accounts) {
    this.books = books;
    this.id = id;
    this.at = at;
    this.spend = spend;
    this.slot = slot;
    this.accounts = new ArrayList<>(accounts);
    this.nanos = slot.isPresent() ? spend.estimate().nanos() : 0;
  }

  long id() {
    return id;
  }

  Instant at() {
    return at;
  }

  Spend spend() {
    return spend;
  }

  OptionalInt slot() {
    return slot;
  }

  List<Account> accounts() {
    return accounts;
  }

  /** Counts in one more account from now on. */
  void countIn(Account account) {
    if (account.covers(at, spend)) {
      accounts.add(account);
      account.reserve(nanos);
    }
  }

  long nanos() {
    return nanos;
  }

  void hold(long more) {
    accounts.forEach(account -> account.reserve(more));
    nanos += more;
  }

  boolean isEnded() {
    return ended;
  }

  /** Ends it; every account counts what was spent in place of what was set aside. */
  void end(long spent) {
    ended = true;
    accounts.forEach(account -> account.settle(nanos, spent));
  }

  LedgerLine line(Charge charge) {
    return new LedgerLine(
        id,
        spend.request(),
        at,
        spend.caller().tenant(),
        spend.model(),
        spend.provider(),
        spend.tier(),
        charge.result(),
        new Money(nanos),
        charge.cost(),
        charge.usage(),
        charge.usage().estimated(),
        charge.unpriced(),
        charge.wasted());
  }

  @Override
  public boolean extend(Money more) {
    if (more.nanos() < 0) {
      throw new IllegalArgumentException("money to spend must not be negative: " + more);
    }
    return books.extend(this, more.nanos());
  }

  @Override
  public void settle(Charge charge) {
    books.settle(this, charge);
  }

  @Override
  public void close() {
    books.release(this);
  }
}
