package dev.rung.server.budget;

import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Puts together what was spent long ago, per scope: only totals need to know of it.
 *
 * <p>Old is what is older than any hour, day or month in use, both by the clock and by what was
 * spent since. A clock that is wrongly ahead makes nothing old by itself: quarters of an hour that
 * a month needs go only after the daemon has spent for as long at the wrong time.
 */
public final class OldSums {
  /** No hour, day or month in use begins before. */
  private static final Duration KEPT = Duration.ofDays(40);

  /**
   * So many of the last quarters of an hour in which anything was spent stay, whatever the clock.
   */
  static final long KEPT_QUARTERS = 2 * KEPT.toSeconds() / SpentTable.QUARTER;

  private OldSums() {}

  /**
   * Puts the oldest quarters of an hour together, each in all scopes at once, so that sums and
   * lines are of the same time.
   *
   * @param most rows after which it ends
   * @return whether there may be more to do
   */
  public static boolean fold(Statements db, Instant now, int most) throws SQLException {
    long before = Math.min(SpentTable.quarter(now.minus(KEPT)), firstKept(db));
    int folded = 0;
    while (folded < most) {
      // Whatever a line costs counts in everybody's, too.
      OptionalLong oldest = oldest(db, before);
      if (oldest.isEmpty()) {
        return false;
      }
      folded += foldThrough(db, oldest.getAsLong());
    }
    return true;
  }

  /** The first quarter that stays whatever the clock says. */
  private static long firstKept(Statements db) throws SQLException {
    PreparedStatement find =
        db.prepared(
            "SELECT start FROM budget_spent WHERE scope = ? AND start >= 0"
                + " ORDER BY start DESC LIMIT 1 OFFSET ?");
    find.setString(1, Scope.GLOBAL.toString());
    find.setLong(2, KEPT_QUARTERS - 1);
    return LedgerTables.one(find);
  }

  private static OptionalLong oldest(Statements db, long before) throws SQLException {
    PreparedStatement find =
        db.prepared(
            "SELECT start FROM budget_spent WHERE scope = ? AND start >= 0 AND start < ?"
                + " ORDER BY start LIMIT 1");
    find.setString(1, Scope.GLOBAL.toString());
    find.setLong(2, before);
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
    }
  }

  private static int foldThrough(Statements db, long quarter) throws SQLException {
    int folded = 0;
    Optional<String> scope = next(db, "");
    while (scope.isPresent()) {
      folded += fold(db, scope.get(), quarter);
      scope = next(db, scope.get());
    }
    return folded;
  }

  /** The next scope of which anything is kept: a step for each scope, where a list reads all. */
  private static Optional<String> next(Statements db, String scope) throws SQLException {
    PreparedStatement find =
        db.prepared("SELECT scope FROM budget_spent WHERE scope > ? ORDER BY scope LIMIT 1");
    find.setString(1, scope);
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  private static int fold(Statements db, String scope, long quarter) throws SQLException {
    PreparedStatement put =
        db.prepared(
            "INSERT INTO budget_spent SELECT scope, ?, sum(nanos) FROM budget_spent"
                + " WHERE scope = ? AND start BETWEEN 0 AND ? GROUP BY scope"
                + " ON CONFLICT DO UPDATE SET nanos = nanos + excluded.nanos");
    put.setLong(1, SpentTable.OLDER);
    put.setString(2, scope);
    put.setLong(3, quarter);
    put.executeUpdate();
    PreparedStatement forget =
        db.prepared("DELETE FROM budget_spent WHERE scope = ? AND start BETWEEN 0 AND ?");
    forget.setString(1, scope);
    forget.setLong(2, quarter);
    return forget.executeUpdate();
  }
}
