package dev.rung.server.budget;

import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the ledger's lines as they stand in the tables, and sums them up in its own way. */
final class Lines {
  private Lines() {}

  /** What of a line decides where it counts. */
  record Line(
      String request,
      Instant at,
      String tenant,
      String model,
      String provider,
      int result,
      long cost) {}

  /** How many there are. */
  static long all(Statements db, Consumer<Line> each) throws SQLException {
    PreparedStatement find =
        db.prepared(
            "SELECT request, at, t.name, m.name, p.name, result, cost FROM ledger_line"
                + " JOIN ledger_name t ON t.id = tenant JOIN ledger_name m ON m.id = model"
                + " JOIN ledger_name p ON p.id = provider");
    long count = 0;
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        count++;
        each.accept(
            new Line(
                row.getString(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                row.getLong(7)));
      }
    }
    return count;
  }

  /** Adds a line under names such as "global/total" and "tenant:acme/hourly@2026-03-01T08". */
  static void sum(Map<String, Long> sums, Line line) {
    for (String whose :
        List.of(
            "global",
            "tenant:" + line.tenant(),
            "model:" + line.model(),
            "provider:" + line.provider())) {
      sum(sums, whose, line.at(), line.cost());
    }
  }

  /** Adds what is unaccounted, under the names of its scope alone. */
  static void sum(Map<String, Long> sums, Unaccounted line) {
    sum(sums, line.scope().toString(), line.at(), line.cost().nanos());
  }

  private static void sum(Map<String, Long> sums, String whose, Instant at, long cost) {
    String time = at.toString();
    sums.merge(whose + "/total", cost, Long::sum);
    sums.merge(whose + "/hourly@" + time.substring(0, 13), cost, Long::sum);
    sums.merge(whose + "/daily@" + time.substring(0, 10), cost, Long::sum);
    sums.merge(whose + "/monthly@" + time.substring(0, 7), cost, Long::sum);
  }

  static List<Unaccounted> unaccounted(Statements db) throws SQLException {
    return Unaccounted.between(db, Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE));
  }

  /** Of every line of either kind, by those names. */
  static Map<String, Long> sums(Statements db) throws SQLException {
    Map<String, Long> sums = new HashMap<>();
    all(db, line -> sum(sums, line));
    unaccounted(db).forEach(line -> sum(sums, line));
    return sums;
  }
}
