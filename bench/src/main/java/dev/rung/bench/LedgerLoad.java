package dev.rung.bench;

import dev.rung.server.budget.Budget;
import dev.rung.server.budget.BudgetKey;
import dev.rung.server.budget.BudgetSettings;
import dev.rung.server.budget.Charge;
import dev.rung.server.budget.Grant;
import dev.rung.server.budget.Ledger;
import dev.rung.server.budget.LedgerLine;
import dev.rung.server.budget.LedgerParts;
import dev.rung.server.budget.Limit;
import dev.rung.server.budget.Spend;
import dev.rung.server.budget.Unlimited;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Questions: what does the ledger on a disk add to one call, beside none and one in memory; how
 * long does a start take with a million lines; how long is a line?
 *
 * <p>Reserve and settle are timed together, with five limits that every call touches. Two threads
 * call at a steady rate, and one as fast as it can.
 */
final class LedgerLoad {
  private static final int THREADS = 2;
  private static final int PER_SECOND = 5_000;
  private static final int WARM_UP_SECONDS = 3;
  private static final int SECONDS = 10;
  private static final int LINES = 1_000_000;
  private static final long NANOS = 1_000_000_000L;
  private static final double MICRO = 1e3;

  private LedgerLoad() {}

  static void run(Report report) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("rung-bench-ledger");
    try {
      steady(report, "no ledger", Unlimited.INSTANCE);
      try (Opened memory = new Opened(Optional.empty())) {
        steady(report, "ledger in memory", memory.ledger);
      }
      try (Opened disk = new Opened(Optional.of(folder))) {
        steady(report, "ledger on disk", disk.ledger);
      }
      restart(report, folder);
    } finally {
      delete(folder);
    }
  }

  /** A ledger and its store. */
  private static final class Opened implements AutoCloseable {
    private final Store store;
    private final Ledger ledger;

    Opened(Optional<Path> folder) {
      StoreSettings settings =
          folder
              .map(path -> StoreSettings.durable(path.resolve("rung.db")))
              .orElseGet(StoreSettings::inMemory);
      this.store = Store.open(settings, List.of(Ledger.SCHEMA));
      this.ledger =
          Ledger.open(
              limits(),
              LedgerParts.of(
                  store,
                  folder.map(path -> path.resolve("ledger.slots")),
                  InstantSource.system(),
                  System::nanoTime));
    }

    @Override
    public void close() {
      ledger.close();
      store.close();
    }
  }

  private static BudgetSettings limits() {
    Map<BudgetKey, Limit> limits = new LinkedHashMap<>();
    for (String name :
        List.of(
            "global/daily",
            "global/total",
            "tenant:acme/monthly",
            "model:gpt-4o/daily",
            "provider:openai/hourly")) {
      BudgetKey.parse(name).ifPresent(key -> limits.put(key, Limit.hard(Money.ofUsd(100_000_000))));
    }
    return BudgetSettings.of(limits);
  }

  private static void steady(Report report, String name, Budget budget)
      throws InterruptedException {
    call(budget, WARM_UP_SECONDS);
    Histogram times = call(budget, SECONDS);
    report.line(
        "%-18s %,7d calls/s   p50 %6.2f us   p99 %7.2f us   p99.9 %8.2f us",
        name,
        times.getTotalCount() / SECONDS,
        times.getValueAtPercentile(50) / MICRO,
        times.getValueAtPercentile(99) / MICRO,
        times.getValueAtPercentile(99.9) / MICRO);
  }

  private static Histogram call(Budget budget, int seconds) throws InterruptedException {
    List<Histogram> each = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Histogram mine = new Histogram(3);
      each.add(mine);
      threads.add(Thread.ofPlatform().start(() -> pace(budget, seconds, mine)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    each.get(0).add(each.get(1));
    return each.getFirst();
  }

  private static void pace(Budget budget, int seconds, Histogram times) {
    long step = NANOS / PER_SECOND;
    long next = System.nanoTime();
    for (int i = 0; i < seconds * PER_SECOND; i++, next += step) {
      while (System.nanoTime() < next) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      long begun = System.nanoTime();
      once(budget, i);
      times.recordValue(System.nanoTime() - begun);
    }
  }

  private static boolean once(Budget budget, int i) {
    Spend spend =
        new Spend(
            new RequestId("request-" + i + "-abcdefghijk"),
            new Caller("acme"),
            "gpt-4o",
            "openai",
            Tier.LARGE,
            new Money(20_000_000));
    if (!(budget.reserve(spend) instanceof Grant.Reserved(var reservation))) {
      return false;
    }
    reservation.settle(
        new Charge(
            LedgerLine.Result.ANSWERED,
            new Money(12_345_678),
            new Usage(1_234, 0, 345, 0, false),
            false,
            false));
    return true;
  }

  private static void restart(Report report, Path folder) throws IOException {
    Path file = folder.resolve("rung.db");
    int before = THREADS * PER_SECOND * (WARM_UP_SECONDS + SECONDS);
    long begun = System.nanoTime();
    try (Opened disk = new Opened(Optional.of(folder))) {
      for (int made = before; made < LINES; ) {
        if (once(disk.ledger, made)) {
          made++;
        } else {
          LockSupport.parkNanos(1_000_000);
        }
      }
    }
    double filling = (System.nanoTime() - begun) / (double) NANOS;
    report.line(
        "lines as fast as one thread can: %,.0f per second, their writing included",
        (LINES - before) / filling);
    report.line(
        "%,d lines: %,d bytes, %.1f bytes a line",
        LINES, Files.size(file), (double) Files.size(file) / LINES);
    begun = System.nanoTime();
    try (Opened disk = new Opened(Optional.of(folder))) {
      boolean granted = once(disk.ledger, 0);
      report.line(
          "start with them until the first call is granted: %.0f ms (%s)",
          (System.nanoTime() - begun) / 1e6, granted ? "granted" : "refused");
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(path -> {
            try {
              Files.delete(path);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
