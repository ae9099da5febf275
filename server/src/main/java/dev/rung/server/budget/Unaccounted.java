package dev.rung.server.budget;

import dev.rung.server.generate.Money;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of the ledger that belongs to no attempt: what was handed out of budgets when the machine
 * went down, and nobody knows what became of it. It counts as spent, in its own scope alone: each
 * scope has the most that can have gone there, which cannot be so for all of them at once.
 *
 * @param at when it was handed out at the earliest
 */
public record Unaccounted(Scope scope, Instant at, Money cost) {

  /** Those of a time, in the order of scopes. */
  public static List<Unaccounted> between(Statements db, Instant from, Instant to)
      throws SQLException {
    PreparedStatement find =
        db.prepared(
            "SELECT scope, at, nanos FROM ledger_unaccounted WHERE at >= ? AND at < ?"
                + " ORDER BY scope, at");
    find.setLong(1, from.toEpochMilli());
    find.setLong(2, to.toEpochMilli());
    List<Unaccounted> all = new ArrayList<>();
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        Instant at = Instant.ofEpochMilli(row.getLong(2));
        Money cost = new Money(row.getLong(3));
        Scope.parse(row.getString(1)).ifPresent(scope -> all.add(new Unaccounted(scope, at, cost)));
      }
    }
    return all;
  }

  /** Forgets those of long ago; the sums that they are in stay. There are few for each outage. */
  public static void forget(Statements db, Instant before) throws SQLException {
    PreparedStatement forget = db.prepared("DELETE FROM ledger_unaccounted WHERE at < ?");
    forget.setLong(1, before.toEpochMilli());
    forget.executeUpdate();
  }

  /** Writes it down, and adds it to the sums of its scope. */
  void write(Statements db) throws SQLException {
    PreparedStatement put =
        db.prepared(
            "INSERT INTO ledger_unaccounted VALUES (?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET nanos = nanos + excluded.nanos");
    put.setString(1, scope.toString());
    put.setLong(2, at.toEpochMilli());
    put.setLong(3, cost.nanos());
    put.executeUpdate();
    SpentTable.add(db, scope, SpentTable.quarter(at), cost.nanos());
  }
}
