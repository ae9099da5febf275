package dev.rung.server.costs;

import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time by which things are old: the clock's, but where the clock jumps ahead it follows at
 * twice the speed of time. So a clock that is wrong for some hours makes nothing old that is not,
 * and after days of rest old things go a little later.
 */
final class Age {
  private static final int SPEED = 2;

  private Age() {}

  /**
   * Goes on, within a change.
   *
   * @param elapsed since it last went on, by a clock that nobody sets
   */
  static Instant goOn(Statements db, Instant clock, Duration elapsed) throws SQLException {
    Instant reached =
        read(db)
            .map(last -> last.plus(elapsed.multipliedBy(SPEED)))
            .filter(clock::isAfter)
            .orElse(clock);
    PreparedStatement put =
        db.prepared(
            "INSERT INTO cost_age VALUES (0, ?) ON CONFLICT DO UPDATE SET at = excluded.at");
    put.setLong(1, reached.toEpochMilli());
    put.executeUpdate();
    return reached;
  }

  private static Optional<Instant> read(Statements db) throws SQLException {
    try (ResultSet row = db.prepared("SELECT at FROM cost_age").executeQuery()) {
      return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(1))) : Optional.empty();
    }
  }
}
