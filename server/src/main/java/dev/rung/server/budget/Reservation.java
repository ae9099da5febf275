package dev.rung.server.budget;

import dev.rung.server.generate.Money;

/**
 * Money set aside for one attempt. Has exactly one end: {@link #settle} or {@link #close},
 * whichever comes first; the later one does nothing. Safe for several threads.
 */
public interface Reservation extends AutoCloseable {

  /**
   * Sets more aside; false when there is no room, and then nothing has changed. May wait for the
   * disk for a bounded time.
   */
  boolean extend(Money more);

  /**
   * Ends it with what was really spent, which counts even beyond what was set aside, and with a
   * line in the ledger. Never waits.
   */
  void settle(Charge charge);

  /** Ends it without a line, since the model was not called; unless it was settled. */
  @Override
  void close();
}
