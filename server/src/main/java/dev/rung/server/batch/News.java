package dev.rung.server.batch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What a batch waits for: results, and that something has changed. Many tell, one listens. */
final class News {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private final Deque<BatchResult> results = new ArrayDeque<>();
  private boolean any;

  void tell(BatchResult result) {
    lock.lock();
    try {
      results.add(result);
      any = true;
      told.signal();
    } finally {
      lock.unlock();
    }
  }

  void tell() {
    lock.lock();
    try {
      any = true;
      told.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next result, when there is one. */
  Optional<BatchResult> poll() {
    lock.lock();
    try {
      return Optional.ofNullable(results.poll());
    } finally {
      lock.unlock();
    }
  }

  boolean hasResult() {
    lock.lock();
    try {
      return !results.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when something was told since the last time, or after so long. */
  void await(Duration most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = most.toNanos();
      while (!any && left > 0) {
        left = told.awaitNanos(left);
      }
      any = false;
    } finally {
      lock.unlock();
    }
  }
}
