package dev.rung.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time by which a room's things are old: the clock's, but where the clock jumps ahead it
 * follows at twice the speed of time. So a clock that is wrong for some hours makes nothing old
 * that is not, and after days of rest old things go a little later. A clock that stays ahead for 30
 * days of work is believed: it was behind before, perhaps by decades, in which nothing would grow
 * old.
 *
 * <p>Its table has one row: {@code one}, which is 0, {@code at}, and {@code lagging}, for how long
 * it has been behind the clock; both in milliseconds.
 */
public final class Age {
  private static final int SPEED = 2;
  private static final Duration BELIEVED_AFTER = Duration.ofDays(30);

  private final String ask;
  private final String put;

  /** What the table holds. */
  private record Reached(Instant at, Duration lagging) {}

  /**
   * @param table of the room that it is for
   */
  public Age(String table) {
    this.ask = "SELECT at, lagging FROM " + table;
    this.put =
        "INSERT INTO "
            + table
            + " (one, at, lagging) VALUES (0, ?, ?)"
            + " ON CONFLICT DO UPDATE SET at = excluded.at, lagging = excluded.lagging";
  }

  /**
   * Goes on, within a change.
   *
   * @param elapsed since it last went on, by a clock that nobody sets
   */
  public Instant goOn(Statements db, Instant clock, Duration elapsed) throws SQLException {
    Reached next =
        read(db)
            .map(last -> next(last, clock, elapsed))
            .orElseGet(() -> new Reached(clock, Duration.ZERO));
    PreparedStatement write = db.prepared(put);
    write.setLong(1, next.at.toEpochMilli());
    write.setLong(2, next.lagging.toMillis());
    write.executeUpdate();
    return next.at;
  }

  private static Reached next(Reached last, Instant clock, Duration elapsed) {
    Instant at = last.at.plus(elapsed.multipliedBy(SPEED));
    Duration lagging = last.lagging.plus(elapsed);
    return clock.isAfter(at) && lagging.compareTo(BELIEVED_AFTER) < 0
        ? new Reached(at, lagging)
        : new Reached(clock, Duration.ZERO);
  }

  /** As it last was, and no later than the clock; the clock's before it has begun. */
  public Instant read(Statements db, Instant clock) throws SQLException {
    return read(db).map(Reached::at).filter(clock::isAfter).orElse(clock);
  }

  private Optional<Reached> read(Statements db) throws SQLException {
    try (ResultSet row = db.prepared(ask).executeQuery()) {
      return row.next()
          ? Optional.of(
              new Reached(Instant.ofEpochMilli(row.getLong(1)), Duration.ofMillis(row.getLong(2))))
          : Optional.empty();
    }
  }
}
