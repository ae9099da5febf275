package dev.rung.server.call;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work and the only way to interrupt it: the thread is interrupted while it works and
 * never after. Safe for several threads.
 */
public final class Running {

  /** Why work was stopped. */
  public enum Stop {
    /** The caller cancelled, hung up, or its deadline passed. */
    CALLER_GONE,
    /** The server's own deadline passed. */
    LATE,
    SHUTTING_DOWN
  }

  private @Nullable Thread worker;
  private @Nullable Stop stop;

  /** Works on the calling thread; begins interrupted where {@link #stop} came first. */
  public <T> T work(Supplier<T> body) {
    begin();
    try {
      return body.get();
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    worker = Thread.currentThread();
    if (stop != null) {
      worker.interrupt();
    }
  }

  private synchronized void end() {
    worker = null;
    Thread.interrupted();
  }

  /** Interrupts the work; the first reason stays. */
  public synchronized void stop(Stop why) {
    if (stop == null) {
      stop = why;
    }
    if (worker != null) {
      worker.interrupt();
    }
  }

  /** Why it was stopped; absent while it was not. */
  public synchronized Optional<Stop> stopped() {
    return Optional.ofNullable(stop);
  }
}
