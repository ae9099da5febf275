package dev.rung.server.rpc;

import dev.rung.server.generate.RequestId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Virtual threads that work for calls, at most so many at once. Safe for several threads.
 *
 * <p>A thread per call may block as it likes; what bounds memory is the number of calls.
 */
final class Workers implements AutoCloseable {
  private static final Duration GRACE = Duration.ofMillis(250);

  private final int most;
  private final Semaphore room;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor watchdog;

  Workers(int most) {
    this.most = most;
    this.room = new Semaphore(most);
    this.watchdog =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("rung-watchdog").factory());
    watchdog.setRemoveOnCancelPolicy(true);
  }

  /**
   * Starts the body on a virtual thread of its own.
   *
   * @param time after which, and a little more, the work is stopped as late: it should have ended
   *     by itself
   * @return false when there is no room, and then nothing was started
   */
  boolean start(RequestId id, Running work, Duration time, Runnable body) {
    if (!room.tryAcquire()) {
      return false;
    }
    running.add(work);
    Thread.ofVirtual().name("request " + id).start(() -> run(work, time, body));
    return true;
  }

  private void run(Running work, Duration time, Runnable body) {
    Future<?> stop = stopAfter(time.plus(GRACE), work);
    try {
      body.run();
    } finally {
      stop.cancel(false);
      running.remove(work);
      room.release();
    }
  }

  private Future<?> stopAfter(Duration time, Running work) {
    return watchdog.schedule(
        () -> work.stop(Running.Stop.LATE), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** How many may work at once. */
  int most() {
    return most;
  }

  /** Interrupts everything that runs. */
  void stopAll() {
    running.forEach(work -> work.stop(Running.Stop.SHUTTING_DOWN));
  }

  /** Whether everything that runs ended within this time; begins nothing new meanwhile or after. */
  boolean awaitIdle(Duration time) throws InterruptedException {
    return room.tryAcquire(most, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    stopAll();
    watchdog.shutdownNow();
  }
}
