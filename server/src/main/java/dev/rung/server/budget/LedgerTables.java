package dev.rung.server.budget;

import dev.rung.server.store.Schema;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The tables that the ledger has in the store, in all their versions. */
final class LedgerTables {
  static final Schema SCHEMA =
      new Schema(
          "ledger",
          List.of(
              """
              CREATE TABLE ledger_name (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
              CREATE TABLE ledger_line (
                id INTEGER PRIMARY KEY, request TEXT NOT NULL, at INTEGER NOT NULL,
                tenant INTEGER NOT NULL, model INTEGER NOT NULL, provider INTEGER NOT NULL,
                tier INTEGER NOT NULL, result INTEGER NOT NULL, marks INTEGER NOT NULL,
                reserved INTEGER NOT NULL, cost INTEGER NOT NULL, input INTEGER NOT NULL,
                cached_input INTEGER NOT NULL, cache_write INTEGER NOT NULL,
                output INTEGER NOT NULL, reasoning INTEGER NOT NULL);
              CREATE TABLE budget_spent (
                scope TEXT NOT NULL, start INTEGER NOT NULL, nanos INTEGER NOT NULL,
                PRIMARY KEY (scope, start)) WITHOUT ROWID;
              CREATE TABLE budget_booked (
                budget TEXT NOT NULL, start INTEGER NOT NULL, finish INTEGER NOT NULL,
                nanos INTEGER NOT NULL, PRIMARY KEY (budget, start)) WITHOUT ROWID;
              CREATE TABLE budget_lost (
                budget TEXT NOT NULL, start INTEGER NOT NULL, nanos INTEGER NOT NULL,
                PRIMARY KEY (budget, start)) WITHOUT ROWID;
              CREATE TABLE budget_limit (
                budget TEXT PRIMARY KEY, nanos INTEGER NOT NULL, hard INTEGER NOT NULL);
              CREATE TABLE ledger_probe (bytes BLOB NOT NULL);
              CREATE TABLE ledger_run (
                one INTEGER PRIMARY KEY CHECK (one = 1), run INTEGER NOT NULL,
                clean INTEGER NOT NULL, boot TEXT NOT NULL);
              """,
              """
              CREATE TABLE ledger_unaccounted (
                scope TEXT NOT NULL, at INTEGER NOT NULL, nanos INTEGER NOT NULL,
                PRIMARY KEY (scope, at)) WITHOUT ROWID;
              ALTER TABLE ledger_run ADD COLUMN oldest INTEGER NOT NULL DEFAULT 0;
              """));

  private LedgerTables() {}

  /** The only number that a query gives; 0 where it gives none. */
  static long one(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
