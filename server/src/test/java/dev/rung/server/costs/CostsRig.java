package dev.rung.server.costs;

import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.budget.Ledger;
import dev.rung.server.budget.LedgerLine;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Prices;
import dev.rung.server.stats.Baseline;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import dev.rung.server.store.StoreSettings;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.assertj.core.groups.Tuple;

/** Costs in a store of their own, and words for what tests do with them. */
final class CostsRig implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /** A nano-dollar for each token. */
  static final Baseline BASELINE =
      new Baseline(
          "large",
          Tier.LARGE,
          Prices.of(new Money(1_000_000), new Money(1_000_000)),
          Duration.ofSeconds(1));

  final Store store = Store.open(StoreSettings.inMemory(), List.of(Ledger.SCHEMA, Costs.SCHEMA));
  final Costs costs;

  /** One at noon, which is compared with {@link #BASELINE}. */
  CostsRig() {
    this(() -> NOON);
    costs.compareWith(Optional.of(BASELINE));
  }

  /** One that is compared with nothing. */
  CostsRig(InstantSource clock) {
    costs = new Costs(store, clock);
  }

  /** Writes lines as the ledger does, all in one change. */
  static void book(Store store, Costs costs, LedgerLine... lines) throws Exception {
    store
        .changeNow(db -> {
          costs.booked(db, List.of(lines));
          return lines.length;
        })
        .get(1, TimeUnit.MINUTES);
  }

  void book(LedgerLine... lines) throws Exception {
    book(store, costs, lines);
  }

  /** Money of which nobody knows what became, for this scope. */
  void lose(String scope, Instant at, long nanos) throws Exception {
    store
        .changeNow(db -> {
          PreparedStatement put = db.prepared("INSERT INTO ledger_unaccounted VALUES (?, ?, ?)");
          put.setString(1, scope);
          put.setLong(2, at.toEpochMilli());
          put.setLong(3, nanos);
          return put.executeUpdate();
        })
        .get(1, TimeUnit.MINUTES);
  }

  /** What a query of one number gives. */
  long count(String sql) throws StoreException {
    return store.read(db -> {
      try (ResultSet row = db.prepared(sql).executeQuery()) {
        return row.next() ? row.getLong(1) : -1;
      }
    });
  }

  /** All of the day before noon. */
  CostReport by(Dimension dimension) throws StoreException {
    return report(NOON.minus(Duration.ofDays(1)), dimension, Step.WHOLE);
  }

  CostReport report(Instant from, Dimension by, Step every) throws StoreException {
    return costs.report(new CostQuery(from, Optional.empty(), by, every)).orElseThrow();
  }

  /** Each key with what it cost. */
  static List<Tuple> keys(CostReport report) {
    return report.lines().stream()
        .map(line -> tuple(line.key(), line.sums().cost().nanos()))
        .toList();
  }

  @Override
  public void close() {
    store.close();
  }
}
