package dev.rung.server.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The machine's monotonic clock, which a test moves ahead: what is to pass in the test need not be
 * so short that it passes by itself on a slow machine. Safe for several threads.
 */
public final class MovedClock implements LongSupplier {
  private final AtomicLong ahead = new AtomicLong();

  @Override
  public long getAsLong() {
    return System.nanoTime() + ahead.get();
  }

  public void pass(Duration time) {
    ahead.addAndGet(time.toNanos());
  }
}
