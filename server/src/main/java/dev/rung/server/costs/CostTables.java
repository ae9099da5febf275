package dev.rung.server.costs;

import dev.rung.server.generate.Money;
import dev.rung.server.store.Schema;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * The tables of what was used, by quarter of an hour and, for what is older, by day. Every method
 * works within the change or query that it is given the statements of.
 */
final class CostTables {
  private static final String SUMS =
      """
      requests INTEGER NOT NULL, attempts INTEGER NOT NULL,
      input INTEGER NOT NULL, cached_input INTEGER NOT NULL, cache_write INTEGER NOT NULL,
      output INTEGER NOT NULL, reasoning INTEGER NOT NULL,
      cost INTEGER NOT NULL, estimated INTEGER NOT NULL, wasted INTEGER NOT NULL,
      baseline INTEGER NOT NULL, unpriced INTEGER NOT NULL,
      """;

  private static final String AGE =
      """
      CREATE TABLE cost_age (one INTEGER PRIMARY KEY CHECK (one = 0), at INTEGER NOT NULL);
      """;

  private static final String LAGGING =
      """
      ALTER TABLE cost_age ADD COLUMN lagging INTEGER NOT NULL DEFAULT 0;
      """;

  static final Schema SCHEMA =
      new Schema(
          "costs",
          List.of(
              "CREATE TABLE cost_key (id INTEGER PRIMARY KEY, tenant TEXT NOT NULL,\n"
                  + "model TEXT NOT NULL, provider TEXT NOT NULL, tier TEXT NOT NULL,\n"
                  + "UNIQUE (tenant, model, provider, tier));\n"
                  + "CREATE TABLE cost_quarter (quarter INTEGER NOT NULL, key INTEGER NOT NULL,\n"
                  + SUMS
                  + "PRIMARY KEY (quarter, key)) WITHOUT ROWID;\n"
                  + "CREATE TABLE cost_day (day INTEGER NOT NULL, key INTEGER NOT NULL,\n"
                  + SUMS
                  + "PRIMARY KEY (day, key)) WITHOUT ROWID;\n",
              AGE,
              LAGGING));

  /** Adds what is there already, and stays at the largest number rather than pass it. */
  static final String ADDING =
      " ON CONFLICT DO UPDATE SET "
          + List.of(
                  "requests",
                  "attempts",
                  "input",
                  "cached_input",
                  "cache_write",
                  "output",
                  "reasoning",
                  "cost",
                  "estimated",
                  "wasted",
                  "baseline",
                  "unpriced")
              .stream()
              .map(
                  sum -> sum + " = min(" + Long.MAX_VALUE + ", " + sum + " + excluded." + sum + ")")
              .reduce((one, other) -> one + ", " + other)
              .orElseThrow();

  private final long mostKeys;

  /**
   * @param mostKeys that are told apart; the others are one
   */
  CostTables(long mostKeys) {
    this.mostKeys = mostKeys;
  }

  void add(Statements db, long quarter, CostKey key, CostSums sums) throws SQLException {
    PreparedStatement add =
        db.prepared(
            "INSERT INTO cost_quarter VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" + ADDING);
    add.setLong(1, quarter);
    add.setLong(2, id(db, key));
    add.setLong(3, sums.requests());
    add.setLong(4, sums.attempts());
    add.setLong(5, sums.inputTokens());
    add.setLong(6, sums.cachedInputTokens());
    add.setLong(7, sums.cacheWriteTokens());
    add.setLong(8, sums.outputTokens());
    add.setLong(9, sums.reasoningTokens());
    add.setLong(10, sums.cost().nanos());
    add.setLong(11, sums.estimated().nanos());
    add.setLong(12, sums.wasted().nanos());
    add.setLong(13, sums.baseline().nanos());
    add.setLong(14, sums.unpriced());
    add.executeUpdate();
  }

  private long id(Statements db, CostKey key) throws SQLException {
    OptionalLong known = find(db, key);
    if (known.isPresent()) {
      return known.getAsLong();
    }
    if (!key.equals(CostKey.OTHER) && highest(db) >= mostKeys) {
      return id(db, CostKey.OTHER);
    }
    PreparedStatement insert =
        db.prepared("INSERT INTO cost_key (tenant, model, provider, tier) VALUES (?, ?, ?, ?)");
    set(insert, key);
    insert.executeUpdate();
    return find(db, key).orElseThrow();
  }

  private static OptionalLong find(Statements db, CostKey key) throws SQLException {
    PreparedStatement find =
        db.prepared(
            "SELECT id FROM cost_key WHERE tenant = ? AND model = ? AND provider = ? AND tier = ?");
    set(find, key);
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
    }
  }

  private static void set(PreparedStatement statement, CostKey key) throws SQLException {
    statement.setString(1, key.tenant());
    statement.setString(2, key.model());
    statement.setString(3, key.provider());
    statement.setString(4, key.tier());
  }

  /** About how many keys there are: it takes one step, where counting takes one for each. */
  private static long highest(Statements db) throws SQLException {
    try (ResultSet row = db.prepared("SELECT max(id) FROM cost_key").executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Reads the sums of a row of {@link ReportReader}, from this column on. */
  static CostSums sums(ResultSet row, int column) throws SQLException {
    return new CostSums(
        row.getLong(column),
        row.getLong(column + 1),
        row.getLong(column + 2),
        row.getLong(column + 3),
        row.getLong(column + 4),
        row.getLong(column + 5),
        row.getLong(column + 6),
        money(row, column + 7),
        money(row, column + 9),
        money(row, column + 11),
        money(row, column + 13),
        row.getLong(column + 15));
  }

  private static Money money(ResultSet row, int column) throws SQLException {
    long dollars = row.getLong(column);
    long rest = row.getLong(column + 1);
    return new Money(
        dollars > Long.MAX_VALUE / ReportReader.DOLLAR - rest / ReportReader.DOLLAR - 1
            ? Long.MAX_VALUE
            : dollars * ReportReader.DOLLAR + rest);
  }
}
