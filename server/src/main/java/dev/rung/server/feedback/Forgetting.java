package dev.rung.server.feedback;

import dev.rung.server.store.Age;
import dev.rung.server.store.Change;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Forgets some of the oldest answers that are too old or too many, with their verdicts; how many.
 *
 * @param clock what it says now; {@link Age} says what is old by it
 * @param elapsed since the last one, by a clock that nobody sets
 * @param atOnce answers that go at most
 */
record Forgetting(FeedbackSettings settings, Instant clock, Duration elapsed, int atOnce)
    implements Change<Integer> {
  private static final Age AGE = new Age("feedback_age");

  /** So many are looked through at a time for those that are old. */
  private static final int AMONG_WRONG = 100_000;

  private static final String WHICH =
      "(SELECT seq FROM answer WHERE seq <= ?"
          + " AND (at < ? OR seq <= (SELECT max(seq) FROM answer) - ?) ORDER BY seq LIMIT ?)";

  /** An answer that was given before is not known any more. */
  static Instant knownSince(Statements db, Instant clock, FeedbackSettings settings)
      throws SQLException {
    return AGE.read(db, clock).minus(settings.keep());
  }

  @Override
  public Integer apply(Statements db) throws SQLException {
    Instant before = AGE.goOn(db, clock, elapsed).minus(settings.keep());
    long last = lastLookedAt(db);
    // The verdicts first: by then their answers are still known.
    int _ = forget(db, "DELETE FROM verdict WHERE answer IN " + WHICH, last, before);
    return forget(db, "DELETE FROM answer WHERE seq IN " + WHICH, last, before);
  }

  private int forget(Statements db, String sql, long last, Instant before) throws SQLException {
    PreparedStatement forget = db.prepared(sql);
    forget.setLong(1, last);
    forget.setLong(2, before.toEpochMilli());
    forget.setInt(3, settings.most());
    forget.setInt(4, atOnce);
    return forget.executeUpdate();
  }

  /**
   * Numbers grow with time, so that no index of times is needed: old ones are the first. Where the
   * first are of a clock that was ahead, those that follow are looked through.
   */
  private long lastLookedAt(Statements db) throws SQLException {
    long first = one(db.prepared("SELECT at FROM answer ORDER BY seq LIMIT 1"));
    long last = one(db.prepared("SELECT at FROM answer ORDER BY seq DESC LIMIT 1"));
    PreparedStatement find =
        db.prepared("SELECT max(seq) FROM (SELECT seq FROM answer ORDER BY seq LIMIT ?)");
    find.setInt(1, first > last ? AMONG_WRONG : atOnce);
    return one(find);
  }

  /** The number that it asks for; 0 where there is none. */
  private static long one(PreparedStatement ask) throws SQLException {
    try (ResultSet row = ask.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
