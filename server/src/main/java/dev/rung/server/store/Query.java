package dev.rung.server.store;

import java.sql.SQLException;

/** Something to be read; sees what was written before and nothing of what is being written. */
@FunctionalInterface
public interface Query<T> {
  T apply(Statements db) throws SQLException;
}
