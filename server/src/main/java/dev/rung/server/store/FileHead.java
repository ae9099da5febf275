package dev.rung.server.store;

import java.security.SecureRandom;
import java.sql.SQLException;

/**
 * What the first page of a file of SQLite says, whatever its log has.
 *
 * @param mark of the generation of the file ({@code user_version}); 0 where it was never marked
 * @param schema how often its tables were changed
 * @param pages how many it has, free ones among them
 * @param free how many of them are free
 */
record FileHead(int mark, long schema, long pages, long free) {
  private static final SecureRandom MARKS = new SecureRandom();

  static FileHead of(Statements db) throws SQLException {
    return new FileHead(
        mark(db),
        db.number("PRAGMA schema_version"),
        db.number("PRAGMA page_count"),
        db.number("PRAGMA freelist_count"));
  }

  /** The mark that a connection sees, in the file or in its log. */
  static int mark(Statements db) throws SQLException {
    return (int) db.number("PRAGMA user_version");
  }

  /** Gives a file a mark that no other has. */
  static int markAnew(Statements db) throws SQLException {
    int mark = MARKS.nextInt(1, Integer.MAX_VALUE);
    db.run("PRAGMA user_version = " + mark);
    return mark;
  }
}
