package dev.rung.server.budget;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import dev.rung.server.store.Schema;
import dev.rung.server.store.StoreException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The ledger that survives: money is reserved in memory, every open reservation is in a table of
 * slots that outlives the process, every ended one becomes a line of the store, and what is handed
 * out was booked on the disk before.
 *
 * <p>Invariants, each by construction:
 *
 * <ul>
 *   <li>committed + reserved ≤ limit: a check and the change that it allows are one step under one
 *       lock, over all accounts that a spend counts in;
 *   <li>committed + reserved ≤ what the disk knows to be booked, so that no loss of power forgets;
 *   <li>a reservation is in its slot before it is granted, and leaves it when its line is on the
 *       disk; lines have unique ids, so that one which was written twice counts once.
 * </ul>
 *
 * <p>The lock is held for some arithmetic, a few hundred bytes of memory and a queue, never for a
 * disk. Time never goes back here: a reservation belongs to the hour, day and month in which it was
 * made, whenever it ends, and a clock that is set back opens no closed day again.
 */
public final class Ledger implements Budget, AutoCloseable {
  /** The ledger's tables, for the store that it is given. */
  public static final Schema SCHEMA = LedgerTables.SCHEMA;

  /** No attempt costs more; it keeps sums of lines from overflowing. */
  private static final long MOST_NANOS = 10_000_000_000_000_000L;

  /** Of an attempt that began before the ledger did. */
  private static final long NO_ID = 0;

  private final Object lock = new Object();
  private final LedgerParts parts;
  private final Accounts accounts;
  private final Pipeline pipeline;
  private final Booking booking;
  private final LedgerRun run;
  private Instant now;
  private Optional<Table> table = Optional.empty();
  private long nextId;
  private boolean closed;

  /** The slots, and the reservations that are open in them. */
  private record Table(Slots slots, FreeSlots free, Set<Held> open) {
    Table(Slots slots) {
      this(slots, new FreeSlots(slots.count()), new HashSet<>());
    }
  }

  private Ledger(BudgetSettings settings, LedgerParts parts) {
    this.parts = parts;
    this.now = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    this.accounts = new Accounts(settings, now);
    LedgerTables tables = new LedgerTables(parts.bookkeepers());
    this.pipeline = new Pipeline(lock, parts.store(), tables, this::written);
    this.booking = new Booking(lock, parts.store(), parts.nanoTime(), this::oldest);
    this.run = new LedgerRun(this, parts, tables);
  }

  /**
   * A ledger that goes on where the last one ended. It begins behind the caller's back, and who
   * reserves waits for that. Where the store cannot be read, what costs money is refused until it
   * can. The caller closes it before the store.
   */
  public static Ledger open(BudgetSettings settings, LedgerParts parts) {
    Ledger ledger = new Ledger(settings, parts);
    ledger.run.start();
    return ledger;
  }

  @Override
  public Grant reserve(Spend spend) {
    run.awaitStart();
    if (spend.estimate().isZero()) {
      return new Grant.Reserved(free(spend));
    }
    return booking.untilBooked(() -> tryReserve(spend));
  }

  private Held free(Spend spend) {
    synchronized (lock) {
      advance();
      long id = table.isPresent() ? nextId++ : NO_ID;
      return new Held(this, id, now, spend, OptionalInt.empty(), List.of());
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
    Table slots = table.orElseThrow();
    Optional<byte[]> image = Slots.image(nextId, now, spend);
    if (image.isEmpty()) {
      return new Grant.Unwritable(
          "the names of tenant, model and provider are too long for the ledger: shorten them");
    }
    OptionalInt slot = slots.free().take();
    if (slot.isEmpty()) {
      return new Grant.Unwritable(
          "the ledger has no room for more calls at a time: its disk is too slow, or too many wait");
    }
    slots.slots().open(slot.getAsInt(), image.get(), nanos);
    concerned.forEach(account -> account.reserve(nanos));
    Held held = new Held(this, nextId++, now, spend, slot, concerned);
    slots.open().add(held);
    booking.topUp(concerned);
    return new Grant.Reserved(held);
  }

  boolean extend(Held held, Money more) {
    long nanos = more.nanos();
    if (nanos < 0) {
      throw new IllegalArgumentException("money to spend must not be negative: " + more);
    }
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
      held.slot().ifPresent(slot -> table.orElseThrow().slots().hold(slot, held.nanos()));
      return Booking.Step.done(new Grant.Reserved(held));
    }
  }

  void settle(Held held, Charge charge) {
    List<BudgetLine> reached;
    synchronized (lock) {
      if (held.isEnded() || closed) {
        return;
      }
      Charge bounded = bounded(charge);
      if (held.slot().isEmpty() && !bounded.cost().isZero()) {
        accounts.of(held.spend()).forEach(held::countIn);
      }
      held.end(bounded.cost().nanos());
      note(held, bounded);
      reached = reached(held.accounts());
    }
    reached.forEach(parts.alerts()::reached);
  }

  private static Charge bounded(Charge charge) {
    return charge.cost().nanos() <= MOST_NANOS
        ? charge
        : new Charge(
            charge.result(),
            new Money(MOST_NANOS),
            charge.usage(),
            charge.unpriced(),
            charge.wasted());
  }

  private void note(Held held, Charge charge) {
    if (table.isEmpty() || held.id() == NO_ID) {
      pipeline.drop();
    } else if (held.slot().isPresent()) {
      int slot = held.slot().getAsInt();
      table.get().slots().settle(slot, charge);
      table.get().open().remove(held);
      pipeline.add(held.line(charge), slot);
    } else {
      pipeline.add(held.line(charge));
    }
  }

  private List<BudgetLine> reached(List<Account> of) {
    double threshold = accounts.settings().warningThreshold();
    List<BudgetLine> reached = new ArrayList<>();
    for (Account account : of) {
      if (account.takeWarning(threshold)) {
        reached.add(account.line(threshold));
      }
    }
    return reached;
  }

  void close(Held held) {
    synchronized (lock) {
      if (held.isEnded() || closed) {
        return;
      }
      held.end(0);
      table.ifPresent(slots -> slots.open().remove(held));
      held.slot().ifPresent(this::freed);
    }
  }

  private void freed(int slot) {
    Table slots = table.orElseThrow();
    slots.slots().free(slot);
    slots.free().give(slot);
  }

  /** Lines are on the disk, and sums are read. Under the lock. */
  private void written(Work work, Map<Account, Long> spent) {
    if (table.isPresent()) {
      work.slots().forEach(this::freed);
    }
    spent.forEach(Account::loaded);
    booking.topUp(List.copyOf(spent.keySet()));
  }

  /** When the oldest attempt began that may not be on the disk. Under the lock. */
  private Instant oldest() {
    Stream<Instant> open = table.stream().flatMap(slots -> slots.open().stream()).map(Held::at);
    return Stream.concat(open, pipeline.oldest().stream())
        .min(Comparator.naturalOrder())
        .filter(now::isAfter)
        .orElse(now);
  }

  @Override
  public BudgetState state(Caller caller) {
    synchronized (lock) {
      if (accounts.isEmpty()) {
        return BudgetState.UNLIMITED;
      }
      advance();
      return accounts.state(caller.tenant());
    }
  }

  @Override
  public List<BudgetLine> lines() {
    synchronized (lock) {
      advance();
      double threshold = accounts.settings().warningThreshold();
      return accounts.all().map(account -> account.line(threshold)).toList();
    }
  }

  /**
   * Takes over other limits. What is committed and reserved stays, even beyond a lower limit; a new
   * limit counts what was spent before in its period.
   */
  public void apply(BudgetSettings settings) {
    synchronized (lock) {
      advance();
      count(accounts.apply(settings));
    }
  }

  /** Counts in new accounts what is open, and what was spent before. */
  private void count(List<Account> fresh) {
    for (Account account : fresh) {
      table.ifPresent(slots -> slots.open().forEach(held -> held.countIn(account)));
    }
    if (table.isPresent()) {
      pipeline.load(fresh);
      booking.limitsChanged(accounts.all().toList());
    }
  }

  /**
   * Sets a limit, or takes one away that was set so; it is kept and outranks the settings.
   *
   * @return where the budget stands now; empty where it has no limit any more
   * @throws StoreException when it could not be kept; nothing has changed then
   */
  public Optional<BudgetLine> put(BudgetKey key, Optional<Limit> limit) throws StoreException {
    run.awaitStart();
    run.await(
        parts
            .store()
            .changeNow(db -> {
              LedgerTables.limit(db, key, limit);
              return true;
            }));
    List<CompletableFuture<Boolean>> loading;
    synchronized (lock) {
      advance();
      List<Account> fresh = accounts.admin(key, limit);
      count(fresh);
      loading = fresh.stream().flatMap(account -> account.pending().stream()).toList();
    }
    for (CompletableFuture<Boolean> account : loading) {
      run.await(account);
    }
    synchronized (lock) {
      double threshold = accounts.settings().warningThreshold();
      return accounts.account(key).map(account -> account.line(threshold));
    }
  }

  /** Waits until it has begun, or could not. */
  void awaitStart() {
    run.awaitStart();
  }

  /** Why nothing may be granted that costs money; empty when all is well. Under the lock. */
  private Optional<String> fault() {
    if (closed) {
      return Optional.of("the daemon is ending");
    }
    if (table.isEmpty()) {
      return Optional.of(run.fault());
    }
    return pipeline.fault().or(parts.store()::fault).map(LedgerRun::text);
  }

  /** Takes the table into use, and counts what was spent before. */
  void begin(Slots slots, Recovery.Recovered recovered) {
    synchronized (lock) {
      table = Optional.of(new Table(slots));
      nextId = Math.max(nextId, recovered.nextId());
      advance();
      recovered.limits().forEach((key, limit) -> accounts.admin(key, Optional.of(limit)));
      pipeline.load(accounts.all().filter(account -> !account.isLoaded()).toList());
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
      closed = true;
    }
  }

  /** Uses the slots no more; whether none was in use. */
  boolean leave() {
    synchronized (lock) {
      boolean empty = table.map(slots -> slots.free().used() == 0).orElse(false);
      table = Optional.empty();
      return empty;
    }
  }

  /** Ends as a process that is killed would, so that a test can begin anew in its folder. */
  void abandon() {
    run.abandon();
  }

  private void advance() {
    Instant read = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    if (read.isAfter(now)) {
      now = read;
      List<Account> turned = accounts.turn(now);
      if (table.isPresent()) {
        booking.topUp(turned);
      }
    }
  }

  /**
   * Writes what is left, for a bounded time. Reservations that are still open stay in the table.
   */
  @Override
  public void close() {
    run.close();
  }
}
