package dev.rung.server.budget;

import dev.rung.server.budget.Period.Span;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/**
 * The table of what was spent, per scope and quarter of an hour: hours, days and months of every
 * time zone in use begin with one, so that a limit that is set later, or another time zone, finds
 * what was spent before.
 */
final class SpentTable {
  /** A quarter of an hour. */
  static final long QUARTER = 900;

  /** The row of a scope that holds all that is older than any hour, day or month in use. */
  static final long OLDER = -1;

  private SpentTable() {}

  /** When the quarter of an hour began, in seconds since 1970. */
  static long quarter(Instant at) {
    return at.getEpochSecond() - Math.floorMod(at.getEpochSecond(), QUARTER);
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
    return LedgerTables.one(sum) + lost(db, key, span);
  }

  /** The end of the last quarter in which anything was spent; every line counts in everybody's. */
  static Instant end(Statements db) throws SQLException {
    PreparedStatement last =
        db.prepared("SELECT coalesce(max(start), 0) FROM budget_spent WHERE scope = ?");
    last.setString(1, Scope.GLOBAL.toString());
    return Instant.ofEpochSecond(LedgerTables.one(last) + QUARTER);
  }

  private static long lost(Statements db, BudgetKey key, Span span) throws SQLException {
    PreparedStatement find =
        db.prepared("SELECT nanos FROM budget_lost WHERE budget = ? AND start = ?");
    find.setString(1, key.toString());
    find.setLong(2, span.start().getEpochSecond());
    return LedgerTables.one(find);
  }
}
