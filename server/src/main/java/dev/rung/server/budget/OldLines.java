package dev.rung.server.budget;

import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** Forgets the ledger's lines of long ago; what they sum up to is kept apart and stays. */
public final class OldLines {
  /** So many are looked through at a time for those that are old. */
  private static final int AMONG_WRONG = 1_000_000;

  private OldLines() {}

  /**
   * Forgets the oldest lines, as far as they are of before an instant. The last line stays, so that
   * numbers never begin anew and it can be told from when on no line is missing.
   *
   * @param most that are looked at
   * @return how many were forgotten
   */
  public static int forget(Statements db, Instant before, int most) throws SQLException {
    PreparedStatement forget =
        db.prepared(
            "DELETE FROM ledger_line WHERE id IN"
                + " (SELECT id FROM ledger_line WHERE at < ? AND id <= ? ORDER BY id LIMIT ?)"
                + " AND id < (SELECT max(id) FROM ledger_line)");
    forget.setLong(1, before.toEpochMilli());
    forget.setLong(2, lastOld(db, most));
    forget.setInt(3, most);
    return forget.executeUpdate();
  }

  /**
   * Up to which number lines may be old. Numbers grow with time, so that no index of times is
   * needed: old ones are the first. Where the first are of a clock that was ahead, those that
   * follow are looked through.
   */
  private static long lastOld(Statements db, int most) throws SQLException {
    long first = LedgerTables.one(db.prepared("SELECT at FROM ledger_line ORDER BY id LIMIT 1"));
    long last =
        LedgerTables.one(db.prepared("SELECT at FROM ledger_line ORDER BY id DESC LIMIT 1"));
    PreparedStatement find =
        db.prepared("SELECT max(id) FROM (SELECT id FROM ledger_line ORDER BY id LIMIT ?)");
    find.setInt(1, first > last ? AMONG_WRONG : most);
    return LedgerTables.one(find);
  }
}
