package dev.rung.server.provider.remote.wire;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that looks at everything under way once per tick and lets it end what has taken too
 * long. A look costs nothing to those who are in time: no timer is set or cancelled per call.
 *
 * <p>The thread sleeps while nothing is under way, but for its chores. Safe for several threads.
 */
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  static final Duration TICK = Duration.ofMillis(10);
  private static final int IDLE_TICKS = 100;

  /** How often chores are done, also while nothing is under way. */
  private static final Duration BETWEEN_CHORES = Duration.ofSeconds(5);

  private final Set<Watched> underWay = ConcurrentHashMap.newKeySet();
  private final Set<Runnable> chores = ConcurrentHashMap.newKeySet();
  private final LongSupplier nanoTime;
  private final Thread thread;
  private volatile boolean asleep;
  private volatile boolean closed;

  /** Something that takes time. */
  interface Watched {

    /** Ends itself if it has taken too long. Must not block. */
    void check(long now);
  }

  private Watchdog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.thread = Thread.ofPlatform().daemon().name("provider-watchdog").unstarted(this::run);
  }

  static Watchdog start(LongSupplier nanoTime) {
    Watchdog watchdog = new Watchdog(nanoTime);
    watchdog.thread.start();
    return watchdog;
  }

  void watch(Watched watched) {
    underWay.add(watched);
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  void forget(Watched watched) {
    underWay.remove(watched);
  }

  /** Has this done every few seconds from now on; it must not block. */
  void tend(Runnable chore) {
    chores.add(chore);
    LockSupport.unpark(thread);
  }

  void leave(Runnable chore) {
    chores.remove(chore);
  }

  /** The monotonic time that limits are counted in. */
  long now() {
    return nanoTime.getAsLong();
  }

  int underWay() {
    return underWay.size();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    int idleTicks = 0;
    long choresFrom = now() + BETWEEN_CHORES.toNanos();
    while (!closed) {
      long now = now();
      if (now - choresFrom >= 0) {
        chores.forEach(this::tendTo);
        choresFrom = now + BETWEEN_CHORES.toNanos();
      }
      underWay.forEach(watched -> look(watched, now));
      idleTicks = underWay.isEmpty() ? idleTicks + 1 : 0;
      if (idleTicks < IDLE_TICKS) {
        LockSupport.parkNanos(this, TICK.toNanos());
      } else {
        sleep();
        idleTicks = underWay.isEmpty() ? IDLE_TICKS : 0;
      }
    }
  }

  /** A fault of one must not leave all others without a limit. */
  private void look(Watched watched, long now) {
    try {
      watched.check(now);
    } catch (RuntimeException | Error bug) {
      underWay.remove(watched);
      log(bug);
    }
  }

  private void tendTo(Runnable chore) {
    try {
      chore.run();
    } catch (RuntimeException | Error bug) {
      chores.remove(chore);
      log(bug);
    }
  }

  private static void log(Throwable bug) {
    LOG.atError()
        .addKeyValue("error", bug.getClass().getName())
        .log("what was watched over failed and is watched no more");
  }

  /** Says that it sleeps before it looks a last time: who comes after that wakes it. */
  private void sleep() {
    asleep = true;
    if (underWay.isEmpty() && !closed) {
      if (chores.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, BETWEEN_CHORES.toNanos());
      }
    }
    asleep = false;
  }
}
