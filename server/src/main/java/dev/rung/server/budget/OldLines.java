package dev.rung.server.budget;

import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** Forgets the ledger's lines of long ago; what they sum up to is kept apart and stays. */
public final class OldLines {
  private OldLines() {}

  /**
   * Forgets the oldest lines, as far as they are of before an instant. The last line stays, so that
   * numbers never begin anew and it can be told from when on no line is missing.
   *
   * @param most that are looked at
   * @return how many were forgotten
   */
  public static int forget(Statements db, Instant before, int most) throws SQLException {
    // Numbers of lines grow with their time, so that no index of times is needed.
    PreparedStatement forget =
        db.prepared(
            "DELETE FROM ledger_line WHERE at < ? AND id <="
                + " (SELECT max(id) FROM (SELECT id FROM ledger_line ORDER BY id LIMIT ?))"
                + " AND id < (SELECT max(id) FROM ledger_line)");
    forget.setLong(1, before.toEpochMilli());
    forget.setInt(2, most);
    return forget.executeUpdate();
  }
}
