package dev.rung.server.budget;

import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of lines, one for each ended attempt. A line and the sums that it moves are written by
 * one change, so that they never differ; a line that is there already moves nothing.
 */
final class LineTable {
  static final int ESTIMATED = 1;
  static final int UNPRICED = 2;
  static final int WASTED = 4;

  private final List<Bookkeeper> bookkeepers;

  LineTable(List<Bookkeeper> bookkeepers) {
    this.bookkeepers = List.copyOf(bookkeepers);
  }

  /** The same table, without anybody else's figures. */
  LineTable alone() {
    return new LineTable(List.of());
  }

  /**
   * Writes lines that are not there yet, and what they move.
   *
   * @return how many there were
   */
  int book(Statements db, List<LedgerLine> lines) throws SQLException {
    List<LedgerLine> written = new ArrayList<>(lines.size());
    Map<Scope, Map<Long, Long>> moved = new HashMap<>();
    // Not kept beyond the change: one that is undone takes the names back that it wrote.
    Map<String, Long> names = new HashMap<>();
    for (LedgerLine line : lines) {
      if (insert(db, line, names)) {
        written.add(line);
        move(moved, line);
      }
    }
    for (Bookkeeper bookkeeper : bookkeepers) {
      bookkeeper.booked(db, written);
    }
    for (Map.Entry<Scope, Map<Long, Long>> scope : moved.entrySet()) {
      for (Map.Entry<Long, Long> quarter : scope.getValue().entrySet()) {
        SpentTable.add(db, scope.getKey(), quarter.getKey(), quarter.getValue());
      }
    }
    return written.size();
  }

  private static boolean insert(Statements db, LedgerLine line, Map<String, Long> names)
      throws SQLException {
    PreparedStatement insert =
        db.prepared(
            "INSERT OR IGNORE INTO ledger_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?)");
    insert.setLong(1, line.id());
    insert.setString(2, line.request().value());
    insert.setLong(3, line.at().toEpochMilli());
    insert.setLong(4, name(db, line.tenant(), names));
    insert.setLong(5, name(db, line.model(), names));
    insert.setLong(6, name(db, line.provider(), names));
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

  /**
   * @param names whose numbers are known already; gets this one
   */
  private static long name(Statements db, String name, Map<String, Long> names)
      throws SQLException {
    Long known = names.get(name);
    if (known == null) {
      known = name(db, name);
      names.put(name, known);
    }
    return known;
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
    long quarter = SpentTable.quarter(line.at());
    for (Scope scope : scopes(line)) {
      moved
          .computeIfAbsent(scope, _ -> new LinkedHashMap<>())
          .merge(quarter, line.cost().nanos(), Long::sum);
    }
  }

  /** Those that a line counts in. */
  static List<Scope> scopes(LedgerLine line) {
    return List.of(
        Scope.GLOBAL,
        Scope.tenant(line.tenant()),
        Scope.model(line.model()),
        Scope.provider(line.provider()));
  }
}
