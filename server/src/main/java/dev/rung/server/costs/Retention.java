package dev.rung.server.costs;

import dev.rung.server.budget.OldLines;
import dev.rung.server.budget.OldSums;
import dev.rung.server.budget.Unaccounted;
import dev.rung.server.store.Age;
import dev.rung.server.store.Change;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One portion of forgetting: the oldest lines and days go, the oldest quarters become days, and the
 * oldest sums for budgets are put together. Each portion is a change of its own and small, so that
 * nobody waits long for the store. It gives whether there may be more to do.
 *
 * @param clock what it says now; {@link Age} says what is old by it
 * @param elapsed since the last portion, by a clock that nobody sets
 * @param most rows of each kind
 */
record Retention(CostSettings settings, Instant clock, Duration elapsed, int most)
    implements Change<Boolean> {
  private static final Age AGE = new Age("cost_age");

  /** Of a quarter and a key, the last of a portion. */
  private record Last(long quarter, long key) {}

  @Override
  public Boolean apply(Statements db) throws SQLException {
    Instant now = AGE.goOn(db, clock, elapsed);
    boolean lines = OldLines.forget(db, now.minus(settings.keepLines()), most) == most;
    boolean quarters = rollUp(db, now.minus(settings.keepQuarters()));
    boolean budgets = OldSums.fold(db, now, most);
    Instant days = now.minus(settings.keepDays());
    Unaccounted.forget(db, days);
    return forgetDays(db, days) || lines || quarters || budgets;
  }

  /** Whole days of UTC only, so that a day is never in both tables. */
  private boolean rollUp(Statements db, Instant before) throws SQLException {
    long end = Math.floorDiv(Quarters.of(before), Quarters.A_DAY);
    Optional<Last> last = last(db, end * Quarters.A_DAY);
    if (last.isEmpty()) {
      return false;
    }
    PreparedStatement add =
        db.prepared(
            "INSERT INTO cost_day SELECT quarter / 96, key, requests, attempts, input,"
                + " cached_input, cache_write, output, reasoning, cost, estimated, wasted,"
                + " baseline, unpriced FROM cost_quarter WHERE (quarter, key) <= (?, ?)"
                + CostTables.ADDING);
    set(add, last.get());
    add.executeUpdate();
    PreparedStatement forget =
        db.prepared("DELETE FROM cost_quarter WHERE (quarter, key) <= (?, ?)");
    set(forget, last.get());
    return forget.executeUpdate() == most;
  }

  private static void set(PreparedStatement statement, Last last) throws SQLException {
    statement.setLong(1, last.quarter);
    statement.setLong(2, last.key);
  }

  private Optional<Last> last(Statements db, long end) throws SQLException {
    PreparedStatement find =
        db.prepared(
            "SELECT quarter, key FROM (SELECT quarter, key FROM cost_quarter WHERE quarter < ?"
                + " ORDER BY quarter, key LIMIT ?) ORDER BY quarter DESC, key DESC LIMIT 1");
    find.setLong(1, end);
    find.setInt(2, most);
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? Optional.of(new Last(row.getLong(1), row.getLong(2))) : Optional.empty();
    }
  }

  private boolean forgetDays(Statements db, Instant before) throws SQLException {
    PreparedStatement forget =
        db.prepared(
            "DELETE FROM cost_day WHERE (day, key) IN"
                + " (SELECT day, key FROM cost_day WHERE day < ? ORDER BY day, key LIMIT ?)");
    forget.setLong(1, Quarters.of(before) / Quarters.A_DAY);
    forget.setInt(2, most);
    return forget.executeUpdate() == most;
  }
}
