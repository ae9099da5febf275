package dev.rung.server.budget;

import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Whether the store is whole, and the ledger's sums are those of its lines. */
public final class StoreCheck {
  private static final int MOST = 20;
  private static final String QUARTER = "(at / 1000 - (at / 1000) % " + SpentTable.QUARTER + ")";

  private StoreCheck() {}

  /** What is wrong, in words; empty when all is well. Reads everything. */
  public static List<String> faults(Statements db) throws SQLException {
    List<String> faults = new ArrayList<>(integrity(db));
    if (faults.isEmpty()) {
      faults.addAll(sums(db));
    }
    return faults.subList(0, Math.min(faults.size(), MOST));
  }

  private static List<String> integrity(Statements db) throws SQLException {
    List<String> faults = new ArrayList<>();
    try (ResultSet row = db.prepared("PRAGMA integrity_check").executeQuery()) {
      while (row.next()) {
        String told = row.getString(1);
        if (!told.equals("ok")) {
          faults.add("the file is damaged: " + told);
        }
      }
    }
    return faults;
  }

  /**
   * Where sums and lines differ. Old lines are forgotten and old sums put together, so only
   * quarters of an hour count of which all of both is there.
   */
  private static List<String> sums(Statements db) throws SQLException {
    long from = Math.max(firstWhole(db), firstSum(db));
    Map<String, Long> kept = new HashMap<>();
    PreparedStatement sums =
        db.prepared("SELECT scope, start, nanos FROM budget_spent WHERE start >= ?");
    sums.setLong(1, from);
    fill(kept, sums);
    Map<String, Long> counted = new HashMap<>();
    for (Scope.Kind kind : Scope.Kind.values()) {
      PreparedStatement lines = db.prepared(lines(kind));
      lines.setLong(1, from * 1_000);
      fill(counted, lines);
    }
    PreparedStatement unaccounted =
        db.prepared(
            "SELECT scope, "
                + QUARTER
                + " q, sum(nanos) FROM ledger_unaccounted WHERE at >= ? GROUP BY 1, q");
    unaccounted.setLong(1, from * 1_000);
    fill(counted, unaccounted);
    return differences(kept, counted);
  }

  /** The first quarter of which no line is forgotten. */
  private static long firstWhole(Statements db) throws SQLException {
    long forgotten = LedgerTables.one(db.prepared("SELECT coalesce(min(id), 1) FROM ledger_line"));
    if (forgotten == 1) {
      return 0;
    }
    long oldest =
        LedgerTables.one(db.prepared("SELECT at FROM ledger_line ORDER BY id LIMIT 1")) / 1_000;
    return oldest - Math.floorMod(oldest, SpentTable.QUARTER) + SpentTable.QUARTER;
  }

  /** The first quarter of which no sum is put together with others; 0 where none is. */
  private static long firstSum(Statements db) throws SQLException {
    boolean folded =
        LedgerTables.one(db.prepared("SELECT count(*) FROM budget_spent WHERE start < 0")) > 0;
    return folded
        ? LedgerTables.one(
            db.prepared("SELECT coalesce(min(start), 1 << 40) FROM budget_spent WHERE start >= 0"))
        : 0;
  }

  private static String lines(Scope.Kind kind) {
    String column = kind.label();
    return kind == Scope.Kind.GLOBAL
        ? "SELECT 'global', " + QUARTER + " q, sum(cost) FROM ledger_line WHERE at >= ? GROUP BY q"
        : "SELECT '"
            + column
            + ":' || name, "
            + QUARTER
            + " q, sum(cost) FROM ledger_line JOIN ledger_name n ON n.id = "
            + column
            + " WHERE at >= ? GROUP BY 1, q";
  }

  private static void fill(Map<String, Long> sums, PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        if (row.getLong(3) != 0) {
          sums.merge(row.getString(1) + " at " + row.getLong(2), row.getLong(3), Long::sum);
        }
      }
    }
  }

  private static List<String> differences(Map<String, Long> kept, Map<String, Long> counted) {
    TreeSet<String> names = new TreeSet<>(kept.keySet());
    names.addAll(counted.keySet());
    List<String> faults = new ArrayList<>();
    for (String name : names) {
      long sum = kept.getOrDefault(name, 0L);
      long lines = counted.getOrDefault(name, 0L);
      if (sum != lines) {
        faults.add("the sum of " + name + " is " + sum + ", that of its lines " + lines);
      }
    }
    return faults;
  }
}
