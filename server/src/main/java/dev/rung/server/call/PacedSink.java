package dev.rung.server.call;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.Source;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends chunks while they are made, and blocks while the reader is slow: what the transport holds
 * for one call stays below its ready threshold and one piece.
 *
 * <p>The worker calls {@link #accept} and {@link #committed}; the transport's event loop calls
 * {@link #wake}. The handlers must be in place before the worker starts.
 */
public final class PacedSink implements ChunkSink {

  /** The transport of one call. */
  public interface Outlet {

    /** Whether a piece can be sent without piling up; any thread. */
    boolean isReady();

    /** Hands a piece to the transport; does not wait. */
    void send(Chunk piece);

    /** Who makes the pieces that follow. */
    default void comesFrom(Source source) {}
  }

  private final Outlet outlet;
  private final Running running;
  private final Deadline deadline;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ready = lock.newCondition();
  private boolean committed;

  public PacedSink(Outlet outlet, Running running, Deadline deadline) {
    this.outlet = outlet;
    this.running = running;
    this.deadline = deadline;
  }

  @Override
  public void accept(Chunk chunk) throws CallerGoneException, InterruptedException {
    for (Chunk piece : Pieces.of(chunk)) {
      awaitReady();
      outlet.send(piece);
      committed = true;
    }
  }

  @Override
  public void comesFrom(Source source) {
    outlet.comesFrom(source);
  }

  @Override
  public boolean committed() {
    return committed;
  }

  /** The reader may have become ready. */
  public void wake() {
    lock.lock();
    try {
      ready.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A stop interrupts the worker, which ends the wait too. */
  private void awaitReady() throws CallerGoneException, InterruptedException {
    checkStopped();
    if (outlet.isReady()) {
      return;
    }
    lock.lockInterruptibly();
    try {
      while (!outlet.isReady()) {
        checkStopped();
        ready.awaitNanos(left());
      }
    } finally {
      lock.unlock();
    }
  }

  private long left() throws CallerGoneException {
    long left = deadline.remaining().toNanos();
    if (left == 0) {
      throw new CallerGoneException("the reader was too slow for the deadline");
    }
    return left;
  }

  private void checkStopped() throws CallerGoneException {
    if (running.stopped().isPresent()) {
      throw new CallerGoneException("the call was stopped: " + running.stopped().get());
    }
  }
}
