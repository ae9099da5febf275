package dev.rung.server.record;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets one thread sleep while there is nothing for it to do. Ringing costs a look at a field while
 * that thread is awake, and wakes it when it sleeps.
 *
 * <p>No ring is lost: the sleeper says that it sleeps before it looks for work a last time, and who
 * has work for it puts that down before ringing.
 *
 * <p>Threads: one sleeps, any ring.
 */
final class Alarm {
  private final Duration most;
  private volatile boolean asleep;

  /**
   * @param most how long it sleeps at a time, whoever rings or not
   */
  Alarm(Duration most) {
    this.most = most;
  }

  /**
   * Sleeps until somebody rings, unless there is something to do; may wake early.
   *
   * @param idle whether there is nothing to do
   */
  void sleep(BooleanSupplier idle) {
    asleep = true;
    if (idle.getAsBoolean()) {
      LockSupport.parkNanos(this, most.toNanos());
    }
    asleep = false;
  }

  /** Wakes the thread, if it sleeps. */
  void ring(Thread sleeper) {
    if (asleep) {
      asleep = false;
      LockSupport.unpark(sleeper);
    }
  }
}
