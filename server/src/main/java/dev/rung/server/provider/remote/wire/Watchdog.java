package dev.rung.server.provider.remote.wire;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * One thread that looks at everything under way once per tick and lets it end what has taken too
 * long. A look costs nothing to those who are in time: no timer is set or cancelled per call.
 *
 * <p>The thread sleeps while nothing is under way. Safe for several threads.
 */
final class Watchdog implements AutoCloseable {
  static final Duration TICK = Duration.ofMillis(10);
  private static final int IDLE_TICKS = 100;

  private final Set<Watched> underWay = ConcurrentHashMap.newKeySet();
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
    while (!closed) {
      long now = now();
      underWay.forEach(watched -> watched.check(now));
      idleTicks = underWay.isEmpty() ? idleTicks + 1 : 0;
      if (idleTicks < IDLE_TICKS) {
        LockSupport.parkNanos(this, TICK.toNanos());
      } else {
        sleep();
        idleTicks = 0;
      }
    }
  }

  /** Says that it sleeps before it looks a last time: who comes after that wakes it. */
  private void sleep() {
    asleep = true;
    if (underWay.isEmpty() && !closed) {
      LockSupport.park(this);
    }
    asleep = false;
  }
}
