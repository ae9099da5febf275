package dev.rung.server.store;

import java.sql.SQLException;

/**
 * Something to be written, whole or not at all. Several are written in one transaction; one that
 * fails does not keep the others from being written.
 *
 * <p>It may run twice, so it does nothing but work on the statements. Runs on the store's thread
 * and must not wait for anything.
 */
@FunctionalInterface
public interface Change<T> {
  T apply(Statements db) throws SQLException;
}
