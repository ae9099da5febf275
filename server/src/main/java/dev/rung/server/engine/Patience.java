package dev.rung.server.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How a request's thread lets time pass. */
@FunctionalInterface
public interface Patience {
  /** Blocks the calling thread, which should be a virtual one. */
  Patience BLOCKING =
      time -> {
        // Nobody ever gives to it: the wait ends with the time, or by an interrupt.
        boolean given = new Semaphore(0).tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
        assert !given;
      };

  /**
   * Returns when the time has passed.
   *
   * @throws InterruptedException when the thread is interrupted first
   */
  void pass(Duration time) throws InterruptedException;
}
