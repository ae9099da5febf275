package dev.rung.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Statements of one connection, prepared once and kept. One thread at a time; whoever opens a
 * result set closes it.
 */
public final class Statements implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  /**
   * The statement for this text, with the parameters of its last use. It stays the store's: it is
   * not to be closed.
   *
   * @param sql a fixed text, so that few are kept; values go in as parameters
   */
  public PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }

  /** Runs one or several statements that have no parameters and no result. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** The number that a query gives. */
  long number(String sql) throws SQLException {
    try (ResultSet row = prepared(sql).executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    prepared.clear();
    connection.close();
  }
}
