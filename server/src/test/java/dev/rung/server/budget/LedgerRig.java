package dev.rung.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.store.Query;
import dev.rung.server.store.Schema;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import dev.rung.server.store.StoreSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A ledger with a store of its own, and words for what tests do with it. */
final class LedgerRig implements AutoCloseable {
  static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
  static final List<Schema> SCHEMAS = List.of(Ledger.SCHEMA);

  final Store store;
  final Ledger ledger;

  private LedgerRig(Store store, Ledger ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  /** One that nothing survives. */
  static LedgerRig inMemory(BudgetSettings settings, AtomicReference<Instant> now) {
    return inMemory(settings, now, parts -> parts);
  }

  static LedgerRig inMemory(
      BudgetSettings settings, AtomicReference<Instant> now, UnaryOperator<LedgerParts> as) {
    Store store = Store.open(StoreSettings.inMemory(), SCHEMAS);
    return on(store, Optional.empty(), settings, now, as);
  }

  /** One that keeps its state in a folder, as a daemon does. */
  static LedgerRig in(
      Path folder,
      BudgetSettings settings,
      AtomicReference<Instant> now,
      UnaryOperator<LedgerParts> as) {
    Store store = Store.open(StoreSettings.durable(folder.resolve("rung.db")), SCHEMAS);
    return on(store, Optional.of(folder.resolve("ledger.slots")), settings, now, as);
  }

  static LedgerRig in(Path folder, BudgetSettings settings, AtomicReference<Instant> now) {
    return in(folder, settings, now, parts -> parts);
  }

  private static LedgerRig on(
      Store store,
      Optional<Path> slots,
      BudgetSettings settings,
      AtomicReference<Instant> now,
      UnaryOperator<LedgerParts> as) {
    LedgerParts parts = LedgerParts.of(store, slots, now::get, System::nanoTime).withSlots(256);
    Ledger ledger = Ledger.open(settings, as.apply(parts));
    ledger.awaitStart();
    return new LedgerRig(store, ledger);
  }

  /** Hard limits in nano-dollars, by the budget's name. */
  static BudgetSettings limits(Map<String, Long> nanos) {
    Map<BudgetKey, Limit> limits = new LinkedHashMap<>();
    nanos.forEach((name, most) ->
        limits.put(BudgetKey.parse(name).orElseThrow(), Limit.hard(new Money(most))));
    return BudgetSettings.of(limits);
  }

  static BudgetSettings limit(String name, long nanos) {
    return limits(Map.of(name, nanos));
  }

  static Spend spend(long nanos) {
    return spend("a-tenant", "a-model", "a-provider", nanos);
  }

  static Spend spend(String tenant, String model, String provider, long nanos) {
    return new Spend(
        new RequestId("r-1"), new Caller(tenant), model, provider, Tier.SMALL, new Money(nanos));
  }

  static Charge charge(long nanos) {
    return new Charge(
        LedgerLine.Result.ANSWERED,
        new Money(nanos),
        new Usage(10, 4, 1, 5, 2, false),
        false,
        false);
  }

  Grant ask(long nanos) {
    return ledger.reserve(spend(nanos));
  }

  Reservation reserve(long nanos) {
    return reserved(ask(nanos));
  }

  static Reservation reserved(Grant grant) {
    assertThat(grant).isInstanceOf(Grant.Reserved.class);
    return ((Grant.Reserved) grant).reservation();
  }

  /** Spends so much, limits or not. */
  void spent(long nanos) {
    reserve(0).settle(charge(nanos));
  }

  BudgetLine line(String name) {
    return ledger.lines().stream()
        .filter(line -> line.scope().equals(name))
        .findFirst()
        .orElseThrow();
  }

  BudgetLine onlyLine() {
    assertThat(ledger.lines()).hasSize(1);
    return ledger.lines().getFirst();
  }

  /** Waits until new limits know what was spent before. */
  void awaitSums() {
    for (CompletableFuture<Boolean> loading : ledger.books().loading()) {
      loading.orTimeout(1, TimeUnit.MINUTES).join();
    }
  }

  /** Waits until everything is on the disk that has ended. */
  void awaitLines() throws StoreException {
    while (!ledger.books().isWritten()) {
      store.changeNow(db -> true).orTimeout(1, TimeUnit.MINUTES).join();
    }
  }

  <T> T read(Query<T> query) {
    try {
      return store.read(query);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  long one(String sql) {
    return read(db -> LedgerTables.one(db.prepared(sql)));
  }

  /** Ends as a process that is killed: nothing is written any more, and nobody says farewell. */
  void kill() {
    ledger.abandon();
    store.close();
  }

  @Override
  public void close() {
    ledger.close();
    store.close();
  }
}
