package dev.rung.server.costs;

import dev.rung.server.budget.Bookkeeper;
import dev.rung.server.budget.LedgerLine;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Usage;
import dev.rung.server.record.Recorder;
import dev.rung.server.record.RequestRecord;
import dev.rung.server.stats.Baseline;
import dev.rung.server.store.Schema;
import dev.rung.server.store.Statements;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What was used and what it cost. Told of every line by the ledger, within its change, and of every
 * request by the engine; {@link CostUpkeep} writes the requests.
 *
 * <p>Threads: any. Counting a request never waits.
 */
public final class Costs implements Recorder, Bookkeeper {
  public static final Schema SCHEMA = CostTables.SCHEMA;

  private static final int MOST_CELLS = 4_096;
  private static final long MOST_KEYS = 100_000;
  private static final Duration WRITE_WITHIN = Duration.ofSeconds(5);

  private final Store store;
  private final InstantSource clock;
  private final CostTables tables;
  private final RequestCounts counts;
  private volatile Optional<Baseline> baseline = Optional.empty();

  public Costs(Store store, InstantSource clock) {
    this(store, clock, MOST_CELLS, MOST_KEYS);
  }

  /**
   * @param mostCells that are counted apart in memory
   * @param mostKeys that are told apart in the store
   */
  Costs(Store store, InstantSource clock, int mostCells, long mostKeys) {
    this.store = store;
    this.clock = clock;
    this.tables = new CostTables(mostKeys);
    this.counts = new RequestCounts(mostCells);
  }

  /** What answers from now on are compared with. */
  void compareWith(Optional<Baseline> newBaseline) {
    baseline = newBaseline;
  }

  @Override
  public void record(RequestRecord done) {
    counts.add(done);
  }

  @Override
  public void booked(Statements db, LedgerLine line) throws SQLException {
    booked(db, List.of(line));
  }

  /** Lines of one key and quarter of an hour move one row, once. */
  @Override
  public void booked(Statements db, List<LedgerLine> lines) throws SQLException {
    Map<RequestCounts.Cell, CostSums> moved = new LinkedHashMap<>();
    for (LedgerLine line : lines) {
      moved.merge(
          new RequestCounts.Cell(Quarters.of(line.at()), CostKey.of(line)),
          sums(line),
          CostSums::plus);
    }
    for (Map.Entry<RequestCounts.Cell, CostSums> one : moved.entrySet()) {
      tables.add(db, one.getKey().quarter(), one.getKey().key(), one.getValue());
    }
  }

  private CostSums sums(LedgerLine line) {
    Money cost = line.cost();
    return CostSums.ofAttempt(
        line.usage(),
        cost,
        line.estimated() ? cost : Money.ZERO,
        line.wasted() ? cost : Money.ZERO,
        // What is not priced cannot be compared, and nobody would pay for waste elsewhere.
        line.wasted() || line.unpriced() ? Money.ZERO : compared(line.usage()),
        line.unpriced());
  }

  private Money compared(Usage usage) {
    return baseline.map(model -> model.cost(usage)).orElse(Money.ZERO);
  }

  /** Writes what was counted; what cannot be written is counted on. */
  CompletableFuture<?> write() {
    Map<RequestCounts.Cell, RequestCounts.Count> taken = counts.take();
    if (taken.isEmpty()) {
      return CompletableFuture.completedFuture(true);
    }
    return store
        .changeNow(db -> put(db, taken))
        .whenComplete((_, failure) -> {
          if (failure != null) {
            counts.putBack(taken);
          }
        });
  }

  private boolean put(Statements db, Map<RequestCounts.Cell, RequestCounts.Count> taken)
      throws SQLException {
    for (Map.Entry<RequestCounts.Cell, RequestCounts.Count> one : taken.entrySet()) {
      RequestCounts.Count count = one.getValue();
      CostSums sums = CostSums.ofRequests(count.requests(), compared(count.spared()));
      tables.add(db, one.getKey().quarter(), one.getKey().key(), sums);
    }
    return true;
  }

  /** Writes what was counted and waits for it, for a bounded time; false where it is not there. */
  boolean writeNow() {
    try {
      write().get(WRITE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException notWritten) {
      return false; // The store says by itself what ails it.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * What was used, up to now.
   *
   * @return absent where the report would be too long
   * @throws StoreException when it cannot be read
   */
  public Optional<CostReport> report(CostQuery query) throws StoreException {
    writeNow();
    return store.read(new ReportReader(query, clock.instant())::read);
  }
}
