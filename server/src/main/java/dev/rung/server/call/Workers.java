package dev.rung.server.call;

import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.RequestId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Virtual threads that work for calls, at most so many at once. Safe for several threads.
 *
 * <p>A thread per call may block as it likes; what bounds memory is the number of calls.
 */
public final class Workers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofMillis(250);

  private final int most;
  private final Semaphore room;

  /** What runs, and from when on it is late. */
  private final Map<Running, Deadline> running = new ConcurrentHashMap<>();

  private final LongSupplier nanoTime;
  private final ThreadFactory threads;
  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rung-watchdog").factory());

  public Workers(int most, LongSupplier nanoTime) {
    this(most, nanoTime, Thread.ofVirtual().factory());
  }

  /**
   * @param threads one for each piece of work
   */
  Workers(int most, LongSupplier nanoTime, ThreadFactory threads) {
    this.most = most;
    this.nanoTime = nanoTime;
    this.threads = threads;
    this.room = new Semaphore(most);
    // A timer for each piece of work would have to wake its thread for each, on its time.
    Future<?> _ =
        watchdog.scheduleWithFixedDelay(
            this::stopLate, TICK.toNanos(), TICK.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Starts the body on a virtual thread of its own.
   *
   * @param time after which, and a little more, the work is stopped as late: it should have ended
   *     by itself
   * @return false when there is no room, or the system gives no thread; nothing was started then
   */
  public boolean start(RequestId id, Running work, Duration time, Runnable body) {
    if (!room.tryAcquire()) {
      return false;
    }
    boolean begun = false;
    try {
      begun = begin("request " + id, work, time, () -> run(work, body));
      return begun;
    } finally {
      if (!begun) {
        room.release();
      }
    }
  }

  /** Whether it has a thread now; where the system gives none, it is no longer known. */
  private boolean begin(String name, Running work, Duration time, Runnable body) {
    running.put(work, Deadline.after(time.plus(GRACE), nanoTime));
    try {
      Thread thread = threads.newThread(body);
      thread.setName(name);
      thread.start();
      return true;
    } catch (RuntimeException | OutOfMemoryError noThread) {
      running.remove(work);
      LOG.atError().setCause(noThread).log("the system gives no thread for a call");
      return false;
    }
  }

  /**
   * Starts a body that mostly waits for the work of others, such as the requests of a batch. It
   * takes no room from them, is stopped like them, and must be bounded elsewhere.
   *
   * @return false when the system gives no thread; nothing was started then
   */
  public boolean host(RequestId id, Running work, Duration time, Runnable body) {
    return begin(
        "batch " + id,
        work,
        time,
        () -> {
          try {
            body.run();
          } finally {
            running.remove(work);
          }
        });
  }

  private void run(Running work, Runnable body) {
    try {
      body.run();
    } finally {
      running.remove(work);
      room.release();
    }
  }

  private void stopLate() {
    running.forEach((work, lateFrom) -> {
      try {
        if (lateFrom.isPast()) {
          work.stop(Running.Stop.LATE);
        }
      } catch (RuntimeException | Error bug) {
        // One that cannot be stopped must not end the watch over all others in silence.
        LOG.atError().setCause(bug).log("a late call was not stopped");
      }
    });
  }

  /** How many may work at once. */
  public int most() {
    return most;
  }

  /** Interrupts everything that runs. */
  public void stopAll() {
    running.keySet().forEach(work -> work.stop(Running.Stop.SHUTTING_DOWN));
  }

  /** Whether everything that runs ended within this time. Several may wait. */
  public boolean awaitIdle(Duration time) throws InterruptedException {
    boolean idle = room.tryAcquire(most, time.toNanos(), TimeUnit.NANOSECONDS);
    if (idle) {
      room.release(most);
    }
    return idle;
  }

  @Override
  public void close() {
    stopAll();
    watchdog.shutdownNow();
  }
}
