package dev.rung.server.budget;

import dev.rung.server.budget.Period.Span;
import dev.rung.server.generate.Money;
import dev.rung.server.store.Schema;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ledger's tables. A line and the sums that it moves are written by one change, so that they
 * never differ; a line that is there already moves nothing.
 *
 * <p>Sums are kept per scope and quarter of an hour: hours, days and months of every time zone in
 * use begin with one, so that a limit that is set later, or another time zone, finds what was spent
 * before.
 */
final class LedgerTables {
  static final Schema SCHEMA =
      new Schema(
          "ledger",
          List.of(
              """
              CREATE TABLE ledger_name (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
              CREATE TABLE ledger_line (
                id INTEGER PRIMARY KEY, request TEXT NOT NULL, at INTEGER NOT NULL,
                tenant INTEGER NOT NULL, model INTEGER NOT NULL, provider INTEGER NOT NULL,
                tier INTEGER NOT NULL, result INTEGER NOT NULL, marks INTEGER NOT NULL,
                reserved INTEGER NOT NULL, cost INTEGER NOT NULL, input INTEGER NOT NULL,
                cached_input INTEGER NOT NULL, cache_write INTEGER NOT NULL,
                output INTEGER NOT NULL, reasoning INTEGER NOT NULL);
              CREATE TABLE budget_spent (
                scope TEXT NOT NULL, start INTEGER NOT NULL, nanos INTEGER NOT NULL,
                PRIMARY KEY (scope, start)) WITHOUT ROWID;
              CREATE TABLE budget_booked (
                budget TEXT NOT NULL, start INTEGER NOT NULL, finish INTEGER NOT NULL,
                nanos INTEGER NOT NULL, PRIMARY KEY (budget, start)) WITHOUT ROWID;
              CREATE TABLE budget_lost (
                budget TEXT NOT NULL, start INTEGER NOT NULL, nanos INTEGER NOT NULL,
                PRIMARY KEY (budget, start)) WITHOUT ROWID;
              CREATE TABLE budget_limit (
                budget TEXT PRIMARY KEY, nanos INTEGER NOT NULL, hard INTEGER NOT NULL);
              CREATE TABLE ledger_probe (bytes BLOB NOT NULL);
              CREATE TABLE ledger_run (
                one INTEGER PRIMARY KEY CHECK (one = 1), run INTEGER NOT NULL,
                clean INTEGER NOT NULL, boot TEXT NOT NULL);
              """,
              """
              CREATE TABLE ledger_unaccounted (
                scope TEXT NOT NULL, at INTEGER NOT NULL, nanos INTEGER NOT NULL,
                PRIMARY KEY (scope, at)) WITHOUT ROWID;
              ALTER TABLE ledger_run ADD COLUMN oldest INTEGER NOT NULL DEFAULT 0;
              """));

  static final int ESTIMATED = 1;
  static final int UNPRICED = 2;
  static final int WASTED = 4;

  /** A quarter of an hour. */
  static final long QUARTER = 900;

  /** The row of a scope that holds all that is older than any hour, day or month in use. */
  static final long OLDER = -1;

  private final List<Bookkeeper> bookkeepers;

  LedgerTables(List<Bookkeeper> bookkeepers) {
    this.bookkeepers = List.copyOf(bookkeepers);
  }

  /** The same tables, without anybody else's. */
  LedgerTables alone() {
    return new LedgerTables(List.of());
  }

  /**
   * Writes lines that are not there yet, and what they move.
   *
   * @return how many there were
   */
  int book(Statements db, List<LedgerLine> lines) throws SQLException {
    int written = 0;
    Map<Scope, Map<Long, Long>> moved = new HashMap<>();
    for (LedgerLine line : lines) {
      if (insert(db, line)) {
        written++;
        move(moved, line);
        for (Bookkeeper bookkeeper : bookkeepers) {
          bookkeeper.booked(db, line);
        }
      }
    }
    for (Map.Entry<Scope, Map<Long, Long>> scope : moved.entrySet()) {
      for (Map.Entry<Long, Long> quarter : scope.getValue().entrySet()) {
        add(db, scope.getKey(), quarter.getKey(), quarter.getValue());
      }
    }
    return written;
  }

  private static boolean insert(Statements db, LedgerLine line) throws SQLException {
    PreparedStatement insert =
        db.prepared(
            "INSERT OR IGNORE INTO ledger_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?)");
    insert.setLong(1, line.id());
    insert.setString(2, line.request().value());
    insert.setLong(3, line.at().toEpochMilli());
    insert.setLong(4, name(db, line.tenant()));
    insert.setLong(5, name(db, line.model()));
    insert.setLong(6, name(db, line.provider()));
    insert.setInt(7, line.tier().level());
    insert.setInt(8, line.result().code());
    insert.setInt(9, marks(line));
    insert.setLong(10, line.reserved().nanos());
    insert.setLong(11, line.cost().nanos());
    insert.setLong(12, line.usage().inputTokens());
    insert.setLong(13, line.usage().cachedInputTokens());
    insert.setLong(14, line.usage().cacheWriteTokens());
    insert.setLong(15, line.usage().outputTokens());
    insert.setLong(16, line.usage().reasoningTokens());
    return insert.executeUpdate() == 1;
  }

  private static int marks(LedgerLine line) {
    return (line.estimated() ? ESTIMATED : 0)
        | (line.unpriced() ? UNPRICED : 0)
        | (line.wasted() ? WASTED : 0);
  }

  private static long name(Statements db, String name) throws SQLException {
    PreparedStatement find = db.prepared("SELECT id FROM ledger_name WHERE name = ?");
    find.setString(1, name);
    try (ResultSet row = find.executeQuery()) {
      if (row.next()) {
        return row.getLong(1);
      }
    }
    PreparedStatement insert = db.prepared("INSERT INTO ledger_name (name) VALUES (?)");
    insert.setString(1, name);
    insert.executeUpdate();
    return name(db, name);
  }

  private static void move(Map<Scope, Map<Long, Long>> moved, LedgerLine line) {
    if (line.cost().isZero()) {
      return;
    }
    long quarter = quarter(line.at());
    for (Scope scope : scopes(line)) {
      moved
          .computeIfAbsent(scope, _ -> new LinkedHashMap<>())
          .merge(quarter, line.cost().nanos(), Long::sum);
    }
  }

  static long quarter(Instant at) {
    return at.getEpochSecond() - Math.floorMod(at.getEpochSecond(), QUARTER);
  }

  /** Those that a line counts in. */
  static List<Scope> scopes(LedgerLine line) {
    return List.of(
        Scope.GLOBAL,
        Scope.tenant(line.tenant()),
        Scope.model(line.model()),
        Scope.provider(line.provider()));
  }

  static void add(Statements db, Scope scope, long quarter, long nanos) throws SQLException {
    PreparedStatement add =
        db.prepared(
            "INSERT INTO budget_spent VALUES (?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET nanos = nanos + excluded.nanos");
    add.setString(1, scope.toString());
    add.setLong(2, quarter);
    add.setLong(3, nanos);
    add.executeUpdate();
  }

  /**
   * What was spent of a budget in a span. What the first version lost in an outage stands in a
   * table of its own, by budget.
   */
  static long spent(Statements db, BudgetKey key, Span span) throws SQLException {
    PreparedStatement sum =
        db.prepared(
            "SELECT coalesce(sum(nanos), 0) FROM budget_spent"
                + " WHERE scope = ? AND start >= ? AND start < ?");
    sum.setString(1, key.scope().toString());
    sum.setLong(2, key.period() == Period.TOTAL ? OLDER : span.start().getEpochSecond());
    sum.setLong(3, span.end().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE));
    return one(sum) + lost(db, key, span);
  }

  private static long lost(Statements db, BudgetKey key, Span span) throws SQLException {
    PreparedStatement find =
        db.prepared("SELECT nanos FROM budget_lost WHERE budget = ? AND start = ?");
    find.setString(1, key.toString());
    find.setLong(2, span.start().getEpochSecond());
    return one(find);
  }

  static long one(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Books ahead; never less than before. What was booked of other spans is forgotten. */
  static void book(Statements db, BudgetKey key, Span span, long nanos) throws SQLException {
    PreparedStatement forget =
        db.prepared("DELETE FROM budget_booked WHERE budget = ? AND start <> ?");
    forget.setString(1, key.toString());
    forget.setLong(2, span.start().getEpochSecond());
    forget.executeUpdate();
    PreparedStatement put =
        db.prepared(
            "INSERT INTO budget_booked VALUES (?, ?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET nanos = max(nanos, excluded.nanos)");
    put.setString(1, key.toString());
    put.setLong(2, span.start().getEpochSecond());
    put.setLong(3, span.end().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE));
    put.setLong(4, nanos);
    put.executeUpdate();
  }

  /** What was booked of budgets that are not among these binds nobody any more. */
  static void forgetOthers(Statements db, Set<BudgetKey> budgets) throws SQLException {
    List<String> booked = new ArrayList<>();
    PreparedStatement find = db.prepared("SELECT DISTINCT budget FROM budget_booked");
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        booked.add(row.getString(1));
      }
    }
    PreparedStatement forget = db.prepared("DELETE FROM budget_booked WHERE budget = ?");
    for (String budget : booked) {
      if (BudgetKey.parse(budget).filter(budgets::contains).isEmpty()) {
        forget.setString(1, budget);
        forget.executeUpdate();
      }
    }
  }

  /** Says when the oldest attempt began that may not be written. */
  static void oldest(Statements db, Instant since) throws SQLException {
    PreparedStatement put = db.prepared("UPDATE ledger_run SET oldest = ?");
    put.setLong(1, since.toEpochMilli());
    put.executeUpdate();
  }

  /** The limits that were set while a daemon ran. */
  static Map<BudgetKey, Limit> limits(Statements db) throws SQLException {
    Map<BudgetKey, Limit> limits = new LinkedHashMap<>();
    PreparedStatement find =
        db.prepared("SELECT budget, nanos, hard FROM budget_limit ORDER BY budget");
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        Limit limit = new Limit(new Money(row.getLong(2)), row.getInt(3) != 0, Limit.Origin.ADMIN);
        BudgetKey.parse(row.getString(1)).ifPresent(key -> limits.put(key, limit));
      }
    }
    return limits;
  }

  static void limit(Statements db, BudgetKey key, Optional<Limit> limit) throws SQLException {
    if (limit.isEmpty()) {
      PreparedStatement remove = db.prepared("DELETE FROM budget_limit WHERE budget = ?");
      remove.setString(1, key.toString());
      remove.executeUpdate();
      return;
    }
    PreparedStatement put = db.prepared("INSERT OR REPLACE INTO budget_limit VALUES (?, ?, ?)");
    put.setString(1, key.toString());
    put.setLong(2, limit.get().most().nanos());
    put.setInt(3, limit.get().hard() ? 1 : 0);
    put.executeUpdate();
  }
}
