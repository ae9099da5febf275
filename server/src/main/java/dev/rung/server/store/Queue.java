package dev.rung.server.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Changes that wait to be written. Many threads put, one takes. */
final class Queue {
  /** So many are written in one transaction at most, which bounds what a crash undoes. */
  static final int BATCH = 4096;

  private final long company;
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Pending<?>> waiting = new ArrayDeque<>();
  private boolean hurry;
  private boolean closed;

  Queue(Duration company, int most) {
    this.company = company.toNanos();
    this.most = most;
  }

  /** How a change was received. */
  enum Receipt {
    TAKEN,
    FULL,
    CLOSED
  }

  Receipt put(Pending<?> change, boolean now) {
    lock.lock();
    try {
      if (closed) {
        return Receipt.CLOSED;
      }
      if (waiting.size() >= most) {
        return Receipt.FULL;
      }
      waiting.add(change);
      boolean calls = waiting.size() == 1 || waiting.size() == BATCH || (now && !hurry);
      hurry |= now;
      if (calls) {
        changed.signal();
      }
      return Receipt.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next ones, when there are enough or they have waited enough; none where none came for so
   * long, and at the very end.
   */
  List<Pending<?>> take(Duration longest) {
    lock.lock();
    try {
      long patience = longest.toNanos();
      while (waiting.isEmpty() && !closed) {
        if (patience <= 0) {
          return List.of();
        }
        patience = awaitCompany(patience);
      }
      long left = company;
      while (!hurry && !closed && waiting.size() < BATCH && left > 0) {
        left = awaitCompany(left);
      }
      List<Pending<?>> batch = new ArrayList<>(Math.min(waiting.size(), BATCH));
      while (batch.size() < BATCH && !waiting.isEmpty()) {
        batch.add(waiting.poll());
      }
      hurry &= !waiting.isEmpty();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("WaitNotInLoop")
  private long awaitCompany(long nanos) {
    try {
      return changed.awaitNanos(nanos);
    } catch (InterruptedException hurried) {
      return 0;
    }
  }

  /** Whether nothing will come any more. */
  boolean isOver() {
    lock.lock();
    try {
      return closed && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no further ones; those that wait are still given out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
