package dev.rung.server.budget;

import dev.rung.server.budget.Period.Span;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The table of what is booked of each budget, ahead of those who spend it. */
final class BookedTable {
  private BookedTable() {}

  /**
   * Books ahead, in place of what was booked before. What was booked of other spans is forgotten.
   */
  static void book(Statements db, BudgetKey key, Span span, long nanos) throws SQLException {
    PreparedStatement forget =
        db.prepared("DELETE FROM budget_booked WHERE budget = ? AND start <> ?");
    forget.setString(1, key.toString());
    forget.setLong(2, span.start().getEpochSecond());
    forget.executeUpdate();
    PreparedStatement put =
        db.prepared(
            "INSERT INTO budget_booked VALUES (?, ?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET nanos = excluded.nanos");
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

  /** Nothing is booked any more. */
  static void clear(Statements db) throws SQLException {
    db.prepared("DELETE FROM budget_booked").executeUpdate();
  }
}
