package dev.rung.server.budget;

import dev.rung.server.store.Store;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changes together when money is reserved, spent and given back: accounts, open reservations,
 * lines on their way and what is booked, under one lock. Safe for several threads.
 *
 * <p>The lock is held for some arithmetic, a few hundred bytes of memory and a queue, never for a
 * disk. A reservation belongs to the hour, day and month in which it was made, whenever it ends.
 * Where the clock was set back by more than some minutes ({@link LedgerClock}), accounts begin anew
 * by the right time, with what was spent and is open in it.
 */
final class Books {
  private static final Logger LOG = LoggerFactory.getLogger(Books.class);

  private final Object lock = new Object();
  private final Store store;
  private final LedgerClock clock;
  private final Alerts alerts;
  private final Accounts accounts;
  private final Pipeline pipeline;
  private final Booking booking;
  private final LedgerPhase phase = new LedgerPhase();

  Books(BudgetSettings settings, LedgerParts parts, LineTable lines) {
    this.store = parts.store();
    this.clock = new LedgerClock(parts.clock());
    this.alerts = parts.alerts();
    this.accounts = new Accounts(settings, clock.now());
    this.pipeline = new Pipeline(lock, store, lines, this::written);
    this.booking = new Booking(lock, store, parts.nanoTime(), this::oldest, accounts::isCurrent);
  }

  /** Sets money aside; waits for the disk for a bounded time where too little is booked. */
  Grant reserve(Spend spend) {
    return spend.estimate().isZero()
        ? new Grant.Reserved(free(spend))
        : booking.untilBooked(() -> tryReserve(spend));
  }

  private Held free(Spend spend) {
    synchronized (lock) {
      advance();
      return new Held(this, phase.takeId(), clock.now(), spend, OptionalInt.empty(), List.of());
    }
  }

  private Booking.Step tryReserve(Spend spend) {
    synchronized (lock) {
      Optional<String> fault = fault();
      if (fault.isPresent()) {
        return Booking.Step.done(new Grant.Unwritable(fault.get()));
      }
      advance();
      long nanos = spend.estimate().nanos();
      List<Account> concerned = accounts.of(spend);
      return booking
          .step(concerned, nanos)
          .orElseGet(() -> Booking.Step.done(reserved(spend, nanos, concerned)));
    }
  }

  private Grant reserved(Spend spend, long nanos, List<Account> concerned) {
    OpenReservations open = phase.reservations().orElseThrow();
    Optional<byte[]> image = Slots.image(phase.nextId(), clock.now(), spend);
    if (image.isEmpty()) {
      return new Grant.Unwritable(
          "the names of tenant, model and provider are too long for the ledger: shorten them");
    }
    OptionalInt slot = open.take(image.get(), nanos);
    if (slot.isEmpty()) {
      return new Grant.Unwritable(
          "the ledger has no room for more calls at a time: its disk is too slow, or too many"
              + " wait");
    }
    concerned.forEach(account -> account.reserve(nanos));
    Held held = new Held(this, phase.takeId(), clock.now(), spend, slot, concerned);
    open.add(held);
    booking.topUp(concerned);
    return new Grant.Reserved(held);
  }

  /** Sets so much more aside for it; false when there is no room. */
  boolean extend(Held held, long nanos) {
    return booking.untilBooked(() -> tryExtend(held, nanos)) instanceof Grant.Reserved;
  }

  private Booking.Step tryExtend(Held held, long nanos) {
    synchronized (lock) {
      boolean possible = !held.isEnded() && (nanos == 0 || held.slot().isPresent());
      if (!possible || fault().isPresent()) {
        return Booking.Step.done(new Grant.Unwritable("it has ended, or cannot be written"));
      }
      Optional<Booking.Step> wait = booking.step(held.accounts(), nanos);
      if (wait.isPresent()) {
        return wait.get();
      }
      held.hold(nanos);
      phase.reservations().orElseThrow().hold(held);
      return Booking.Step.done(new Grant.Reserved(held));
    }
  }

  /** Ends it with a line, unless it has ended. */
  void settle(Held held, Charge charge) {
    List<BudgetLine> reached;
    synchronized (lock) {
      if (held.isEnded() || phase.isEnding()) {
        return;
      }
      Charge bounded = charge.bounded();
      if (held.slot().isEmpty() && !bounded.cost().isZero()) {
        accounts.of(held.spend()).forEach(held::countIn);
      }
      held.end(bounded.cost().nanos());
      note(held, bounded);
      reached = accounts.takeWarnings(held.accounts());
    }
    reached.forEach(alerts::reached);
  }

  private void note(Held held, Charge charge) {
    Optional<OpenReservations> open = phase.reservations();
    if (open.isEmpty() || held.id() == LedgerPhase.NO_ID) {
      pipeline.drop();
    } else if (held.slot().isPresent()) {
      int slot = held.slot().getAsInt();
      open.get().settle(held, slot, charge);
      pipeline.add(held.line(charge), slot);
    } else {
      pipeline.add(held.line(charge));
    }
  }

  /** Ends it without a line, unless it has ended. */
  void release(Held held) {
    synchronized (lock) {
      if (held.isEnded() || phase.isEnding()) {
        return;
      }
      held.end(0);
      phase.reservations().ifPresent(open -> open.release(held));
    }
  }

  /** Lines are on the disk, and sums are read. Under the lock, but for what it gives back. */
  private Runnable written(Work work, Map<Account, Long> spent) {
    phase.reservations().ifPresent(open -> work.slots().forEach(open::free));
    spent.forEach(Account::loaded);
    booking.topUp(List.copyOf(spent.keySet()));
    List<BudgetLine> reached = accounts.takeWarningsOfLimits(spent.keySet());
    return () -> reached.forEach(alerts::reached);
  }

  /** When the oldest attempt began that may not be on the disk. Under the lock. */
  private Instant oldest() {
    return Stream.concat(phase.beginnings(), pipeline.oldest().stream())
        .min(Comparator.naturalOrder())
        .filter(began -> began.isBefore(clock.now()))
        .orElse(clock.now());
  }

  /** Where the budgets stand that concern this tenant. */
  BudgetState state(String tenant) {
    synchronized (lock) {
      if (accounts.isEmpty()) {
        return BudgetState.UNLIMITED;
      }
      advance();
      return accounts.state(tenant);
    }
  }

  /** Where every budget stands. */
  List<BudgetLine> lines() {
    synchronized (lock) {
      advance();
      return accounts.lines();
    }
  }

  /** Where this budget stands; empty where it has no limit. */
  Optional<BudgetLine> line(BudgetKey key) {
    synchronized (lock) {
      return accounts.line(key);
    }
  }

  /** Takes over the limits of other settings, and warns of those that are spent by now. */
  void apply(BudgetSettings settings) {
    List<BudgetLine> reached;
    synchronized (lock) {
      advance();
      count(accounts.apply(settings));
      reached = accounts.takeWarningsOfLimits(accounts.all().toList());
    }
    reached.forEach(alerts::reached);
  }

  /**
   * Takes over a limit that was set while the daemon runs, or that there is none of any more, and
   * warns of it where it is spent by now.
   *
   * @return what to wait for until it is known what was spent before
   */
  List<CompletableFuture<Boolean>> admin(BudgetKey key, Optional<Limit> limit) {
    List<BudgetLine> reached;
    List<CompletableFuture<Boolean>> pending;
    synchronized (lock) {
      advance();
      List<Account> fresh = accounts.admin(key, limit);
      count(fresh);
      pending = fresh.stream().flatMap(account -> account.pending().stream()).toList();
      reached = accounts.takeWarningsOfLimits(accounts.all().toList());
    }
    reached.forEach(alerts::reached);
    return pending;
  }

  /** Counts in new accounts what is open, and what was spent before. */
  private void count(List<Account> fresh) {
    phase
        .reservations()
        .ifPresent(open -> {
          fresh.forEach(account -> open.forEach(held -> held.countIn(account)));
          pipeline.load(fresh);
          booking.limitsChanged(accounts.all().toList());
        });
  }

  /** Why nothing may be granted that costs money; empty when all is well. Under the lock. */
  private Optional<String> fault() {
    return phase.fault().or(() -> pipeline.fault().or(store::fault).map(StoreFaults::text));
  }

  /** What keeps money from being granted; empty when all is well. */
  Optional<LedgerFault> standstill() {
    synchronized (lock) {
      return fault().map(why -> new LedgerFault(why, phase.reservations().isPresent()));
    }
  }

  /** Tells why they could not be begun. */
  void notBegun(String why) {
    synchronized (lock) {
      phase.notBegun(why);
    }
  }

  /** Takes the slots into use, and counts what was spent before. */
  void begin(Slots slots, Recovery.Recovered recovered) {
    synchronized (lock) {
      phase.begin(slots, recovered.nextId());
      accounts.spentUntil(recovered.spentUntil());
      advance();
      accounts.kept(recovered.limits());
      load(accounts.all());
      booking.limitsChanged(accounts.all().toList());
    }
  }

  /** Those who wait for accounts to be known. */
  List<CompletableFuture<Boolean>> loading() {
    synchronized (lock) {
      return accounts.all().flatMap(account -> account.pending().stream()).toList();
    }
  }

  /** Tries again what could not be written. */
  void retry() {
    synchronized (lock) {
      pipeline.retry();
    }
  }

  /** Whether everything is written that has ended. */
  boolean isWritten() {
    synchronized (lock) {
      return pipeline.isIdle();
    }
  }

  /** Grants nothing from now on. */
  void stop() {
    synchronized (lock) {
      phase.end();
    }
  }

  /** Uses the slots no more; whether none was in use. */
  boolean leave() {
    synchronized (lock) {
      return phase.leave();
    }
  }

  private void advance() {
    Instant before = clock.now();
    switch (clock.read()) {
      case STILL -> {
        // Nothing begins.
      }
      case FORWARD -> begun(accounts.turn(clock.now()));
      case BACK -> {
        LOG.atWarn()
            .addKeyValue("from", before)
            .addKeyValue("to", clock.now())
            .log("the clock was set back: limits count in the hours and days that it tells now");
        count(accounts.setBack(clock.now()));
      }
    }
  }

  /** An hour, day or month may have had its own reservations before, by a clock that was ahead. */
  private void begun(List<Account> turned) {
    phase
        .reservations()
        .ifPresent(open -> {
          turned.forEach(account -> open.forEach(held -> held.countIn(account)));
          load(turned.stream());
          booking.topUp(turned);
        });
  }

  /** Reads what was spent before in those of which that is neither known nor on its way. */
  private void load(Stream<Account> some) {
    pipeline.load(
        some.filter(account -> !account.isLoaded() && account.pending().isEmpty()).toList());
  }
}
