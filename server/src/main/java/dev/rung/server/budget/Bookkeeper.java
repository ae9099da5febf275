package dev.rung.server.budget;

import dev.rung.server.store.Statements;
import java.sql.SQLException;
import java.util.List;

/**
 * Somebody who keeps figures of his own of what was spent, such as a report. What he writes goes to
 * the disk together with the line, or not at all, so that the two never differ.
 *
 * <p>Called on the store's thread, with each line that is written once; it must not wait, and do
 * nothing but work on the statements, since a change that failed is made again.
 */
@FunctionalInterface
public interface Bookkeeper {
  void booked(Statements db, LedgerLine line) throws SQLException;

  /** The same for lines that are written by one change; there may be none. */
  default void booked(Statements db, List<LedgerLine> lines) throws SQLException {
    for (LedgerLine line : lines) {
      booked(db, line);
    }
  }
}
