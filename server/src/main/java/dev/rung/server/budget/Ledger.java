package dev.rung.server.budget;

import dev.rung.server.generate.Caller;
import dev.rung.server.store.Schema;
import dev.rung.server.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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
 */
public final class Ledger implements Budget, AutoCloseable {
  /** The ledger's tables, for the store that it is given. */
  public static final Schema SCHEMA = LedgerTables.SCHEMA;

  private final LedgerParts parts;
  private final Books books;
  private final LedgerRun run;

  private Ledger(BudgetSettings settings, LedgerParts parts) {
    this.parts = parts;
    LineTable lines = new LineTable(parts.bookkeepers());
    this.books = new Books(settings, parts, lines);
    this.run = new LedgerRun(books, parts, lines);
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
    return books.reserve(spend);
  }

  @Override
  public BudgetState state(Caller caller) {
    return books.state(caller.tenant());
  }

  @Override
  public List<BudgetLine> lines() {
    return books.lines();
  }

  /** What keeps money from being granted. Waits for its start, for a bounded time. */
  public Optional<LedgerFault> fault() {
    run.awaitStart();
    return books.standstill();
  }

  /**
   * Takes over other limits. What is committed and reserved stays, even beyond a lower limit; a new
   * limit counts what was spent before in its period.
   */
  public void apply(BudgetSettings settings) {
    books.apply(settings);
  }

  /**
   * Sets a limit, or takes one away that was set so; it is kept and outranks the settings.
   *
   * @return where the budget stands now; empty where it has no limit any more
   * @throws StoreException when it could not be kept, and nothing has changed; or, where the
   *     message says so, when the disk was too slow to know
   */
  public Optional<BudgetLine> put(BudgetKey key, Optional<Limit> limit) throws StoreException {
    run.awaitStart();
    List<CompletableFuture<Boolean>> counted =
        parts
            .store()
            .changeWithin(
                StoreWait.LONGEST,
                db -> LimitTable.put(db, key, limit),
                changed -> taken(key, limit, changed));
    for (CompletableFuture<Boolean> account : counted) {
      StoreWait.await(account);
    }
    return books.line(key);
  }

  /** In the order in which limits are written, so that what holds is what is kept. */
  private List<CompletableFuture<Boolean>> taken(
      BudgetKey key, Optional<Limit> limit, boolean changed) {
    if (!changed) {
      return List.of();
    }
    BudgetChanges.log(key, limit);
    return books.admin(key, limit);
  }

  /** What is behind it, for tests that wait for it. */
  Books books() {
    return books;
  }

  /** Waits until it has begun, or could not. */
  void awaitStart() {
    run.awaitStart();
  }

  /** Ends as a process that is killed would, so that a test can begin anew in its folder. */
  void abandon() {
    run.abandon();
  }

  /**
   * Writes what is left, for a bounded time. Reservations that are still open stay in the table.
   */
  @Override
  public void close() {
    run.close();
  }
}
