package dev.rung.server.time;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Waits for what another thread or process is about to do, far longer than that takes: a machine
 * that stands still for seconds must not fail a test. Threads: any.
 */
public final class Eventually {
  /** Only what never comes takes it. */
  public static final Duration LIMIT = Duration.ofMinutes(1);

  private static final long PAUSE_NANOS = 1_000_000;

  private Eventually() {}

  /**
   * Waits until it holds.
   *
   * @param what is waited for, as a failure tells it
   * @throws AssertionError where it does not hold within {@link #LIMIT}, or the thread is
   *     interrupted
   */
  public static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + LIMIT + ": " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("interrupted while waiting for: " + what);
      }
    }
  }

  /**
   * Does what has to happen within a real time, with twice as much time after each try in which the
   * machine was too slow for it.
   *
   * @param first time
   * @param quick what came of it; empty where the machine was too slow to show anything
   * @throws AssertionError where {@link #LIMIT} is too short as well
   */
  public static <T> T inTime(Duration first, Function<Duration, Optional<T>> quick) {
    for (Duration time = first; time.compareTo(LIMIT) <= 0; time = time.multipliedBy(2)) {
      Optional<T> shown = quick.apply(time);
      if (shown.isPresent()) {
        return shown.get();
      }
    }
    throw new AssertionError(LIMIT + " were too short");
  }
}
