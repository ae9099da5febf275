package dev.rung.server.feedback;

import dev.rung.server.generate.Tier;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** How models stand, in the store. */
final class StandingTable {
  private static final String COLUMNS =
      "model, tier, quality_count, quality_prior, quality_sampled, compiled_count, compiled_prior,"
          + " compiled_sampled, changes";

  private StandingTable() {}

  /** Whose it is. */
  record Key(String model, Tier tier) {}

  static Map<Key, Standing> all(Statements db) throws SQLException {
    Map<Key, Standing> all = new HashMap<>();
    try (ResultSet rows = db.prepared("SELECT " + COLUMNS + " FROM standing").executeQuery()) {
      while (rows.next()) {
        all.put(new Key(rows.getString(1), FeedbackTables.tier(rows.getInt(2))), standing(rows));
      }
    }
    return all;
  }

  static Standing of(Statements db, Key key) throws SQLException {
    PreparedStatement ask =
        db.prepared("SELECT " + COLUMNS + " FROM standing WHERE model = ? AND tier = ?");
    ask.setString(1, key.model());
    ask.setInt(2, key.tier().level());
    try (ResultSet row = ask.executeQuery()) {
      return row.next() ? standing(row) : Standing.NONE;
    }
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        new RunningMean(
            RunningMean.OF_QUALITY.priorWeight(),
            row.getLong(3),
            row.getDouble(4),
            row.getDouble(5)),
        new RunningMean(
            RunningMean.PLAIN.priorWeight(), row.getLong(6), row.getDouble(7), row.getDouble(8)),
        row.getLong(9));
  }

  static void put(Statements db, Key key, Standing standing) throws SQLException {
    PreparedStatement put =
        db.prepared(
            "INSERT OR REPLACE INTO standing (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    put.setString(1, key.model());
    put.setInt(2, key.tier().level());
    put.setLong(3, standing.quality().count());
    put.setDouble(4, standing.quality().priorShare());
    put.setDouble(5, standing.quality().sampled());
    put.setLong(6, standing.compiled().count());
    put.setDouble(7, standing.compiled().priorShare());
    put.setDouble(8, standing.compiled().sampled());
    put.setLong(9, standing.changes());
    put.executeUpdate();
  }
}
