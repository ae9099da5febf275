package dev.rung.server.record;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** So many per second of the clock and no more. Threads: any, no lock. */
final class SecondlyBound {
  /** Seconds by which requests are never recorded late. */
  private static final long PUT_BACK = 10;

  private final int limit;
  private final AtomicReference<Window> window = new AtomicReference<>(new Window(0, 0));

  SecondlyBound(int limit) {
    this.limit = limit;
  }

  /**
   * Whether there is room for one more; an instant before the newest counts as that one. Where it
   * is long before, the clock was put back, and its seconds count from there on.
   */
  boolean take(Instant at) {
    while (true) {
      Window seen = window.get();
      long second = at.getEpochSecond();
      boolean another = second > seen.second || second < seen.second - PUT_BACK;
      Window current = another ? new Window(second, 0) : seen;
      if (current.taken >= limit) {
        return false;
      }
      if (window.compareAndSet(seen, new Window(current.second, current.taken + 1))) {
        return true;
      }
    }
  }

  private record Window(long second, int taken) {}
}
