package dev.rung.server.budget;

import dev.rung.server.generate.Money;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The table of limits that were set while a daemon ran. */
final class LimitTable {
  private LimitTable() {}

  static Map<BudgetKey, Limit> read(Statements db) throws SQLException {
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

  /** Sets a limit, or takes it away; false where there was none to take away. */
  static boolean put(Statements db, BudgetKey key, Optional<Limit> limit) throws SQLException {
    if (limit.isEmpty()) {
      PreparedStatement remove = db.prepared("DELETE FROM budget_limit WHERE budget = ?");
      remove.setString(1, key.toString());
      return remove.executeUpdate() > 0;
    }
    PreparedStatement put = db.prepared("INSERT OR REPLACE INTO budget_limit VALUES (?, ?, ?)");
    put.setString(1, key.toString());
    put.setLong(2, limit.get().most().nanos());
    put.setInt(3, limit.get().hard() ? 1 : 0);
    return put.executeUpdate() > 0;
  }
}
