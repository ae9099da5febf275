package dev.rung.server.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A monotonic clock that only a test moves: no limit passes because a machine is slow. Safe for
 * several threads.
 */
public final class FakeClock implements LongSupplier {
  private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);

  @Override
  public long getAsLong() {
    return nanos.get();
  }

  public void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  public void passSeconds(double seconds) {
    nanos.addAndGet(Math.round(seconds * 1e9));
  }
}
