package dev.rung.server.budget;

import dev.rung.server.budget.Period.Span;
import dev.rung.server.generate.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The money of one budget in one hour, day or month, or for ever: what is committed, what is
 * reserved, the limit of both together, and how much of it the disk knows to be handed out. Not
 * safe for threads: the ledger's lock guards it.
 *
 * <p>Sums stay at the largest amount there is, so that none ever wraps.
 */
final class Account {
  private static final long MOST = Long.MAX_VALUE;

  private final BudgetKey key;
  private final Span span;
  private final Slice slice = new Slice();
  private Limit limit;
  private long committed;
  private long reserved;
  private long booked;
  private boolean warned;
  private boolean looked = true;
  private boolean loaded;
  private Optional<CompletableFuture<Boolean>> pending = Optional.empty();

  /**
   * @param loaded whether nothing was spent before, so that nothing has to be read
   */
  Account(BudgetKey key, Span span, Limit limit, boolean loaded) {
    this.key = key;
    this.span = span;
    this.limit = limit;
    this.loaded = loaded;
  }

  BudgetKey key() {
    return key;
  }

  Span span() {
    return span;
  }

  Limit limit() {
    return limit;
  }

  /** Whether a spend of this instant counts in it. */
  boolean covers(Instant at, Spend spend) {
    boolean concerned =
        switch (key.scope().kind()) {
          case GLOBAL -> true;
          case TENANT -> key.scope().name().equals(spend.caller().tenant());
          case MODEL -> key.scope().name().equals(spend.model());
          case PROVIDER -> key.scope().name().equals(spend.provider());
        };
    return concerned && !at.isBefore(span.start()) && span.end().map(at::isBefore).orElse(true);
  }

  boolean isHard() {
    return limit.hard();
  }

  /** Sets the limit; what is committed and reserved stays, and another limit is warned of anew. */
  void limit(Limit newLimit) {
    warned = warned && newLimit.most().equals(limit.most());
    limit = newLimit;
  }

  /** Whether it is known what was spent before. */
  boolean isLoaded() {
    return loaded;
  }

  /** Adds what was spent before. */
  void loaded(long spent) {
    loaded = true;
    committed = sum(committed, spent);
  }

  /** Whether so much more may be reserved. Nothing always may, even where a limit is passed. */
  boolean hasRoom(long nanos) {
    return nanos == 0 || !isHard() || nanos <= left();
  }

  /** What may still be reserved, 0 or more. */
  long left() {
    return Math.max(0, limit.most().nanos() - used());
  }

  private long used() {
    return sum(committed, reserved);
  }

  /** Whether the disk knows that so much more may be handed out. */
  boolean isBooked(long nanos) {
    return !isHard() || sum(used(), nanos) <= booked;
  }

  /**
   * What is to be booked so that so much more may be handed out, and then some; never less than
   * what may be handed out now.
   */
  long wanted(long nanos, long now) {
    long use = sum(used(), nanos);
    long ahead = Math.min(limit.most().nanos(), sum(use, slice.next(this, nanos, now)));
    return Math.max(booked, Math.max(use, ahead));
  }

  /** Whether something can be booked of it now. */
  boolean isBookable() {
    return isHard() && loaded && pending.isEmpty();
  }

  /** Whether it is time to book more, before anybody has to wait for it. */
  boolean runsLow() {
    return isBookable()
        && booked < limit.most().nanos()
        && (slice.size() == 0 || booked - used() < slice.size() / 2);
  }

  void booked(long nanos) {
    booked = Math.max(booked, nanos);
  }

  /** Nothing more is handed out before something is booked anew. */
  void forgetBooked() {
    booked = 0;
  }

  /** What of this account is on its way to or from the disk. */
  Optional<CompletableFuture<Boolean>> pending() {
    return pending;
  }

  void pending(Optional<CompletableFuture<Boolean>> future) {
    pending = future;
  }

  void reserve(long nanos) {
    reserved = sum(reserved, nanos);
  }

  /** Turns a reservation into what was really spent. */
  void settle(long reservedNanos, long spentNanos) {
    reserved -= reservedNanos;
    committed = sum(committed, spentNanos);
  }

  /** The share of the limit that is committed; 1 for a limit of nothing. */
  double shareSpent() {
    long most = limit.most().nanos();
    return most == 0 ? 1 : (double) committed / most;
  }

  /** True once, when the committed share has come to the threshold. */
  boolean takeWarning(double threshold) {
    if (warned || !loaded || shareSpent() < threshold) {
      return false;
    }
    warned = true;
    return true;
  }

  /**
   * Its limit, or what is warned of, may be another one: somebody is to look before it is spent.
   */
  void lookAgain() {
    looked = false;
  }

  /** True once after it was to be looked at, when it is known what was spent. */
  boolean takeLook() {
    boolean due = !looked && loaded;
    looked |= due;
    return due;
  }

  Headroom headroom() {
    return new Headroom(key, new Money(left()), span.end());
  }

  /** Where it stands. */
  BudgetLine line(double threshold) {
    return new BudgetLine(
        key.toString(),
        limit.most(),
        new Money(committed),
        new Money(reserved),
        span.end(),
        !isHard(),
        shareSpent() >= threshold,
        limit.origin(),
        loaded);
  }

  private static long sum(long a, long b) {
    return b > MOST - a ? MOST : a + b;
  }
}
