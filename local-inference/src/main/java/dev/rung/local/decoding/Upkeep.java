package dev.rung.local.decoding;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Something that is to be done now and then after work: while there is work once a period, and once
 * behind the last of it. For one thread.
 */
final class Upkeep {
  private final Runnable task;
  private final long period;
  private final LongSupplier nanoTime;
  private long last;
  private boolean wanted;

  /**
   * That is first due a period from now.
   *
   * @param nanoTime {@link System#nanoTime()} or a test's own
   */
  Upkeep(Runnable task, Duration period, LongSupplier nanoTime) {
    this.task = task;
    this.period = period.toNanos();
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  /** There was work. */
  void worked() {
    wanted = true;
  }

  /** Nanoseconds until it is due, 0 when it is; {@link Long#MAX_VALUE} while nothing is to do. */
  long remaining() {
    return wanted ? Math.max(0, period - (nanoTime.getAsLong() - last)) : Long.MAX_VALUE;
  }

  void runIfDue() {
    if (remaining() == 0) {
      task.run();
      last = nanoTime.getAsLong();
      wanted = false;
    }
  }
}
