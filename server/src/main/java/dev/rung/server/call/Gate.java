package dev.rung.server.call;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets calls in until it is closed, and knows how many are inside. Safe for several threads.
 *
 * <p>A call is inside until its last byte was handed to the connection or the caller is gone.
 */
public final class Gate {
  /** Opens when the last call has left after the close. */
  private final CountDownLatch idle = new CountDownLatch(1);

  private int inside;
  private boolean closed;

  /** Whether the call is let in; then it must {@link #leave} exactly once. */
  public synchronized boolean enter() {
    if (closed) {
      return false;
    }
    inside++;
    return true;
  }

  /** A call that was let in has ended. */
  public synchronized void leave() {
    inside--;
    if (closed && inside == 0) {
      idle.countDown();
    }
  }

  /** Lets nobody in from now on. */
  public synchronized void close() {
    closed = true;
    if (inside == 0) {
      idle.countDown();
    }
  }

  /** How many calls are inside. */
  public synchronized int inside() {
    return inside;
  }

  /** Whether nobody is let in any more. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /** Whether it is closed and every call that was let in has left, within this time. */
  public boolean awaitIdle(Duration time) throws InterruptedException {
    return idle.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
