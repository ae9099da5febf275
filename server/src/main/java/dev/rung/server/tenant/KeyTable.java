package dev.rung.server.tenant;

import dev.rung.server.store.Schema;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of tenants in the store; times in milliseconds since 1970, hashes of secrets only. */
public final class KeyTable {
  public static final Schema SCHEMA =
      new Schema(
          "tenant",
          List.of(
              """
              CREATE TABLE tenant_key (
                id TEXT PRIMARY KEY,
                tenant TEXT NOT NULL,
                scopes TEXT NOT NULL,
                label TEXT NOT NULL,
                hash BLOB NOT NULL,
                created INTEGER NOT NULL,
                expires INTEGER,
                revoked INTEGER,
                used INTEGER
              ) WITHOUT ROWID;
              """));

  private static final String ALL =
      "SELECT id, tenant, scopes, label, hash, created, expires, revoked, used FROM tenant_key";
  private static final String INSERT =
      "INSERT INTO tenant_key (id, tenant, scopes, label, hash, created, expires)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";

  private KeyTable() {}

  /** A row. */
  @SuppressWarnings("ArrayRecordComponent")
  record Row(TenantKey key, byte[] hash) {}

  static List<Row> all(Statements db) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (ResultSet row = db.prepared(ALL).executeQuery()) {
      while (row.next()) {
        TenantKey key =
            new TenantKey(
                row.getString(1),
                row.getString(2),
                scopes(row.getString(3)),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(6)),
                instant(row, 7),
                instant(row, 8),
                instant(row, 9));
        rows.add(new Row(key, row.getBytes(5)));
      }
    }
    return rows;
  }

  static void insert(Statements db, TenantKey key, byte[] hash) throws SQLException {
    PreparedStatement insert = db.prepared(INSERT);
    insert.setString(1, key.id());
    insert.setString(2, key.tenant());
    insert.setString(
        3, key.scopes().stream().map(Scope::label).sorted().collect(Collectors.joining(" ")));
    insert.setString(4, key.label());
    insert.setBytes(5, hash);
    insert.setLong(6, key.createdAt().toEpochMilli());
    set(insert, 7, key.expiresAt());
    insert.executeUpdate();
  }

  static void expire(Statements db, TenantKey key) throws SQLException {
    update(db, "UPDATE tenant_key SET expires = ? WHERE id = ?", key.id(), key.expiresAt());
  }

  static void revoke(Statements db, TenantKey key) throws SQLException {
    update(db, "UPDATE tenant_key SET revoked = ? WHERE id = ?", key.id(), key.revokedAt());
  }

  static void use(Statements db, String id, Instant at) throws SQLException {
    update(db, "UPDATE tenant_key SET used = ? WHERE id = ?", id, Optional.of(at));
  }

  private static void update(Statements db, String sql, String id, Optional<Instant> at)
      throws SQLException {
    PreparedStatement update = db.prepared(sql);
    set(update, 1, at);
    update.setString(2, id);
    update.executeUpdate();
  }

  private static void set(PreparedStatement statement, int at, Optional<Instant> time)
      throws SQLException {
    if (time.isPresent()) {
      statement.setLong(at, time.get().toEpochMilli());
    } else {
      statement.setNull(at, Types.INTEGER);
    }
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  /** Scopes of a later version are not known here, and so give nothing. */
  private static Set<Scope> scopes(String labels) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    Arrays.stream(labels.split(" ", -1)).flatMap(l -> Scope.named(l).stream()).forEach(scopes::add);
    return scopes;
  }
}
