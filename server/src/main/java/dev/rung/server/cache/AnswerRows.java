package dev.rung.server.cache;

import dev.rung.server.store.Schema;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The table of answers. One row each; small columns first, so that a search leaves out the rest.
 */
final class AnswerRows {
  static final Schema SCHEMA =
      new Schema(
          "cache",
          List.of(
              """
              CREATE TABLE answer (
                key BLOB PRIMARY KEY,
                tenant TEXT NOT NULL,
                id TEXT NOT NULL,
                made INTEGER NOT NULL,
                worth INTEGER NOT NULL,
                wanted INTEGER NOT NULL,
                bytes INTEGER NOT NULL,
                checksum INTEGER NOT NULL,
                wording BLOB,
                value BLOB NOT NULL
              );
              """));

  private AnswerRows() {}

  static int put(Statements db, AnswerRow row) throws SQLException {
    PreparedStatement put =
        db.prepared(
            "INSERT OR REPLACE INTO answer (key, tenant, id, made, worth, wanted, bytes, checksum,"
                + " wording, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    put.setBytes(1, row.key().bytes());
    put.setString(2, row.tenant());
    put.setString(3, row.id());
    put.setLong(4, row.made());
    put.setLong(5, row.worth());
    put.setLong(6, row.wanted());
    put.setLong(7, row.bytes());
    put.setLong(8, row.checksum());
    if (row.wording().isPresent()) {
      put.setBytes(9, row.wording().get());
    } else {
      put.setNull(9, java.sql.Types.BLOB);
    }
    put.setBytes(10, row.value());
    return put.executeUpdate();
  }

  static int wanted(Statements db, CacheKey key, long wanted) throws SQLException {
    PreparedStatement update = db.prepared("UPDATE answer SET wanted = ? WHERE key = ?");
    update.setLong(1, wanted);
    update.setBytes(2, key.bytes());
    return update.executeUpdate();
  }

  static int remove(Statements db, CacheKey key) throws SQLException {
    PreparedStatement delete = db.prepared("DELETE FROM answer WHERE key = ?");
    delete.setBytes(1, key.bytes());
    return delete.executeUpdate();
  }

  /** Removes a row that was read, unless another one has come into its place. */
  static int removeUnchanged(Statements db, AnswerRow row) throws SQLException {
    PreparedStatement delete = db.prepared("DELETE FROM answer WHERE key = ? AND value = ?");
    delete.setBytes(1, row.key().bytes());
    delete.setBytes(2, row.value());
    return delete.executeUpdate();
  }

  /** What tells one file from one that is sealed otherwise. */
  static int mark(Statements db) throws SQLException {
    try (ResultSet row = db.prepared("PRAGMA application_id").executeQuery()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  static long purge(Statements db, Purging which) throws SQLException {
    return switch (which) {
      case Purging.All() -> db.prepared("DELETE FROM answer").executeUpdate();
      case Purging.OfTenant(var tenant) -> {
        PreparedStatement delete = db.prepared("DELETE FROM answer WHERE tenant = ?");
        delete.setString(1, tenant);
        yield delete.executeUpdate();
      }
      case Purging.OfAnswer(var id, var key) -> {
        PreparedStatement delete = db.prepared("DELETE FROM answer WHERE id = ? OR key = ?");
        delete.setString(1, id);
        delete.setBytes(2, key.map(CacheKey::bytes).orElse(new byte[0]));
        yield delete.executeUpdate();
      }
      case Purging.Before(var at) -> {
        PreparedStatement delete = db.prepared("DELETE FROM answer WHERE made < ?");
        delete.setLong(1, at.toEpochMilli());
        yield delete.executeUpdate();
      }
    };
  }

  /** The numbers of all rows made since, what is worth most by the byte first. */
  static long[] numbers(Statements db, Instant since) throws SQLException {
    PreparedStatement ask =
        db.prepared(
            "SELECT rowid FROM answer WHERE made >= ?"
                + " ORDER BY 1.0 * wanted * worth / bytes DESC, made DESC");
    ask.setLong(1, since.toEpochMilli());
    LongStream.Builder numbers = LongStream.builder();
    try (ResultSet rows = ask.executeQuery()) {
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
    }
    return numbers.build().toArray();
  }

  /** The row of this number; absent where it is gone meanwhile. */
  static Optional<AnswerRow> read(Statements db, long number) throws SQLException {
    PreparedStatement ask =
        db.prepared(
            "SELECT key, tenant, id, made, worth, wanted, bytes, checksum, wording, value"
                + " FROM answer WHERE rowid = ?");
    ask.setLong(1, number);
    try (ResultSet row = ask.executeQuery()) {
      return row.next() ? Optional.of(read(row)) : Optional.empty();
    }
  }

  private static AnswerRow read(ResultSet row) throws SQLException {
    return new AnswerRow(
        CacheKey.of(row.getBytes(1)),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        Optional.ofNullable(row.getBytes(9)),
        row.getBytes(10));
  }
}
