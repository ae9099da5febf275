package dev.rung.server.feedback;

import dev.rung.server.generate.Tier;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How models stand, in the store: for everybody, and for the tenants whose verdict is latest. */
final class StandingTable {
  private static final String COLUMNS =
      "tenant, model, tier, quality_count, quality_prior, quality_sampled, compiled_count, compiled_prior,"
          + " compiled_sampled, changes";

  private StandingTable() {}

  /**
   * Whose it is.
   *
   * @param tenant who says so; empty for everybody
   */
  record Key(String tenant, String model, Tier tier) {
    private static final String EVERYBODY = "";

    static Key everybodys(String model, Tier tier) {
      return new Key(EVERYBODY, model, tier);
    }

    Key everybodys() {
      return everybodys(model, tier);
    }

    boolean isEverybodys() {
      return tenant.equals(EVERYBODY);
    }
  }

  /** All of them, the latest last. */
  static Map<Key, Standing> all(Statements db) throws SQLException {
    Map<Key, Standing> all = new LinkedHashMap<>();
    try (ResultSet rows =
        db.prepared("SELECT " + COLUMNS + " FROM stands ORDER BY at").executeQuery()) {
      while (rows.next()) {
        Tier tier = FeedbackTables.tier(rows.getInt(3));
        all.put(new Key(rows.getString(1), rows.getString(2), tier), standing(rows));
      }
    }
    return all;
  }

  static Standing of(Statements db, Key key) throws SQLException {
    PreparedStatement ask =
        db.prepared(
            "SELECT " + COLUMNS + " FROM stands WHERE tenant = ? AND model = ? AND tier = ?");
    ask.setString(1, key.tenant());
    ask.setString(2, key.model());
    ask.setInt(3, key.tier().level());
    try (ResultSet row = ask.executeQuery()) {
      return row.next() ? standing(row) : Standing.NONE;
    }
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        new RunningMean(
            RunningMean.OF_QUALITY.priorWeight(),
            row.getLong(4),
            row.getDouble(5),
            row.getDouble(6)),
        new RunningMean(
            RunningMean.PLAIN.priorWeight(), row.getLong(7), row.getDouble(8), row.getDouble(9)),
        row.getLong(10));
  }

  /** Of single tenants only so many stay, those that were put last. */
  static void put(Statements db, Key key, Standing standing, Instant at, int most)
      throws SQLException {
    PreparedStatement put =
        db.prepared(
            "INSERT OR REPLACE INTO stands ("
                + COLUMNS
                + ", at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    put.setString(1, key.tenant());
    put.setString(2, key.model());
    put.setInt(3, key.tier().level());
    put.setLong(4, standing.quality().count());
    put.setDouble(5, standing.quality().priorShare());
    put.setDouble(6, standing.quality().sampled());
    put.setLong(7, standing.compiled().count());
    put.setDouble(8, standing.compiled().priorShare());
    put.setDouble(9, standing.compiled().sampled());
    put.setLong(10, standing.changes());
    put.setLong(11, at.toEpochMilli());
    put.executeUpdate();
    if (!key.isEverybodys() && standing.changes() == 1) {
      forgetOldest(db, most);
    }
  }

  private static void forgetOldest(Statements db, int most) throws SQLException {
    PreparedStatement forget =
        db.prepared(
            "DELETE FROM stands WHERE (tenant, model, tier) IN (SELECT tenant, model, tier"
                + " FROM stands WHERE tenant <> '' ORDER BY at DESC LIMIT -1 OFFSET ?)");
    forget.setInt(1, most);
    forget.executeUpdate();
  }
}
