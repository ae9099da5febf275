package dev.rung.server.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, the last first. One thread. */
final class Closing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  /** Something that is closed without a checked exception. */
  @FunctionalInterface
  interface Closable {
    void close();
  }

  private final Deque<Closable> open = new ArrayDeque<>();

  void later(Closable closable) {
    open.push(closable);
  }

  /** One that fails does not keep the others open. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (RuntimeException bug) {
        LOG.atError().setCause(bug).log("closing failed");
      }
    }
  }
}
