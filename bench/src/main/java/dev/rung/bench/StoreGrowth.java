package dev.rung.bench;

import dev.rung.server.budget.BudgetSettings;
import dev.rung.server.budget.Charge;
import dev.rung.server.budget.Grant;
import dev.rung.server.budget.Ledger;
import dev.rung.server.budget.LedgerLine;
import dev.rung.server.budget.LedgerLine.Result;
import dev.rung.server.budget.LedgerParts;
import dev.rung.server.budget.Spend;
import dev.rung.server.costs.CostQuery;
import dev.rung.server.costs.CostReport;
import dev.rung.server.costs.CostSettings;
import dev.rung.server.costs.CostUpkeep;
import dev.rung.server.costs.Costs;
import dev.rung.server.costs.Dimension;
import dev.rung.server.costs.Step;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * How large the daemon's file is after a year of 100,000 calls a day: the real ledger, costs and
 * retention, by a clock that is moved on. Days whose lines would be deleted by the end of the year
 * are written as what is left of them: their quarters of an hour.
 */
final class StoreGrowth {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DAYS = 365;
  private static final int WITH_LINES = 37;
  private static final int A_DAY = 100_000;

  /** As usual, without lines of the log. */
  private static final CostSettings SETTINGS =
      new CostSettings(
          Duration.ZERO,
          CostSettings.DEFAULT.keepLines(),
          CostSettings.DEFAULT.keepQuarters(),
          CostSettings.DEFAULT.keepDays());

  private static final int QUARTERS = 96;
  private static final int TENANTS = 10;
  private static final int MODELS = 8;
  private static final long WANTED = 2L << 30;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final SplittableRandom random = new SplittableRandom(1);
  private final Store store;
  private final Costs costs;
  private final CostUpkeep upkeep;
  private final Ledger ledger;
  private volatile Instant now = START;

  private StoreGrowth(Path folder) {
    store =
        Store.open(
            StoreSettings.durable(folder.resolve("rung.db")), List.of(Ledger.SCHEMA, Costs.SCHEMA));
    costs = new Costs(store, () -> now);
    upkeep =
        new CostUpkeep(
            costs,
            store,
            SETTINGS,
            Optional::empty,
            () -> now,
            () -> Duration.between(START, now).toNanos());
    LedgerParts parts =
        LedgerParts.of(
            store, Optional.of(folder.resolve("ledger.slots")), () -> now, System::nanoTime);
    ledger = Ledger.open(BudgetSettings.NONE, parts.withBookkeepers(List.of(costs)));
  }

  static void run(Report report) throws Exception {
    report.machine();
    Path folder = Files.createTempDirectory("rung-growth");
    long begin = System.nanoTime();
    try {
      new StoreGrowth(folder).year(report, folder);
    } finally {
      for (Path file : files(folder)) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
    report.line("took %d s", (System.nanoTime() - begin) / 1_000_000_000);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private void year(Report report, Path folder) throws Exception {
    for (int day = 0; day < DAYS; day++) {
      boolean lines = day >= DAYS - WITH_LINES;
      for (int quarter = 0; quarter < QUARTERS; quarter++) {
        now = START.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(15L * quarter));
        if (lines) {
          calls(A_DAY * (quarter + 1) / QUARTERS - A_DAY * quarter / QUARTERS);
        } else {
          sums();
        }
        upkeep.tick();
      }
      settle();
    }
    report(report, folder);
  }

  /** Until everything is written, and nothing is left that is too old. */
  private void settle() throws Exception {
    for (int i = 0; i < QUARTERS; i++) {
      now = now.plusSeconds(2);
      upkeep.tick();
      store.changeNow(db -> true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void calls(int count) {
    for (int i = 0; i < count; i++) {
      now = now.plusMillis(1);
      int model = random.nextInt(MODELS);
      Spend spend =
          new Spend(
              new RequestId(Long.toString(random.nextLong(1L << 60), 36)),
              new Caller("tenant-" + random.nextInt(TENANTS)),
              "model-" + model,
              "provider-" + model % 3,
              Tier.ofLevel(1 + model % 4),
              new Money(5_000_000));
      Usage usage =
          new Usage(random.nextInt(4_000), 0, random.nextInt(800), random.nextInt(100), false);
      Money cost = new Money(random.nextLong(5_000_000));
      reserved(spend).reservation().settle(new Charge(Result.ANSWERED, cost, usage, false, false));
    }
  }

  private Grant.Reserved reserved(Spend spend) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (ledger.reserve(spend) instanceof Grant.Reserved reserved) {
        return reserved;
      }
      // The disk is behind.
      LockSupport.parkNanos(1_000_000);
    }
    throw new IllegalStateException("the ledger does not take any more");
  }

  private void sums() {
    for (int tenant = 0; tenant < TENANTS; tenant++) {
      for (int model = 0; model < MODELS; model++) {
        LedgerLine line =
            new LedgerLine(
                1,
                new RequestId("r"),
                now,
                "tenant-" + tenant,
                "model-" + model,
                "provider-" + model % 3,
                Tier.ofLevel(1 + model % 4),
                Result.ANSWERED,
                Money.ZERO,
                new Money(random.nextLong(60_000_000)),
                new Usage(random.nextInt(50_000), 0, random.nextInt(10_000), 0, false),
                false,
                false,
                false);
        CompletableFuture<Boolean> _ =
            store.change(db -> {
              costs.booked(db, line);
              return true;
            });
      }
    }
  }

  private void report(Report report, Path folder) throws Exception {
    long lines = count("SELECT count(*) FROM ledger_line");
    report.line("ledger lines     %9d rows, %6.1f bytes each", lines, bytes("ledger_line") / lines);
    for (String table : List.of("cost_quarter", "cost_day", "budget_spent")) {
      long rows = count("SELECT count(*) FROM " + table);
      report.line("%-16s %9d rows, %6.1f bytes each", table, rows, bytes(table) / rows);
    }
    report.line("pages not in use %9d", count("PRAGMA freelist_count"));
    ledger.close();
    upkeep.close();
    long before = System.nanoTime();
    CostQuery month =
        new CostQuery(now.minus(Duration.ofDays(30)), Optional.empty(), Dimension.MODEL, Step.DAY);
    CostReport read = costs.report(month).orElseThrow();
    report.line(
        "report of 30 days by day and model: %d lines in %d ms",
        read.lines().size(), (System.nanoTime() - before) / 1_000_000);
    store.close();
    long size = 0;
    for (Path file : files(folder)) {
      size += Files.size(file);
    }
    report.line(
        "all files        %9.1f MiB after %d days of %d calls (wanted: under %d MiB)",
        size / 1048576.0, DAYS, A_DAY, WANTED >> 20);
  }

  private long count(String sql) throws Exception {
    return store.read(db -> {
      try (ResultSet row = db.prepared(sql).executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    });
  }

  /** On pages of a table and its indexes. */
  private double bytes(String table) throws Exception {
    return store.read(db -> {
      PreparedStatement sum =
          db.prepared(
              "SELECT sum(pgsize) FROM dbstat WHERE name IN"
                  + " (SELECT name FROM sqlite_schema WHERE tbl_name = ?)");
      sum.setString(1, table);
      try (ResultSet row = sum.executeQuery()) {
        return row.next() ? row.getDouble(1) : 0;
      }
    });
  }
}
