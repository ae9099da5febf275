package dev.rung.local.decoding;

import dev.rung.local.Generated.End;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The text of one answer on its way from the decode loop to the thread of the caller. Bounded: the
 * loop makes no more of an answer while {@link #hasRoom} does not hold. The loop never waits here.
 */
final class TextQueue {
  /** Pieces that wait to be read at most, but for those of the step that fills the queue. */
  static final int MOST_PIECES = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final StringBuilder text = new StringBuilder();
  private int pieces;
  private Optional<End> end = Optional.empty();
  private Optional<Failure> failure = Optional.empty();

  private record Failure(Reason reason, String message, Optional<Throwable> cause) {
    InferenceException exception() {
      return cause
          .map(thrown -> new InferenceException(reason, message, thrown))
          .orElseGet(() -> new InferenceException(reason, message));
    }
  }

  boolean hasRoom() {
    lock.lock();
    try {
      return pieces < MOST_PIECES;
    } finally {
      lock.unlock();
    }
  }

  void put(String piece) {
    lock.lock();
    try {
      if (!piece.isEmpty()) {
        text.append(piece);
        pieces++;
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  void end(End reason) {
    lock.lock();
    try {
      end = Optional.of(reason);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Text that has not been read is lost. Does nothing after the first end or failure. */
  void fail(Reason reason, String message, Optional<Throwable> cause) {
    lock.lock();
    try {
      if (end.isEmpty() && failure.isEmpty()) {
        failure = Optional.of(new Failure(reason, message, cause));
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for text.
   *
   * @return all that has come since the last time; empty when the answer is over
   * @throws InferenceException when it failed, or the time is over
   */
  String take(Deadline deadline) throws InferenceException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (text.isEmpty() && end.isEmpty() && failure.isEmpty() && !deadline.isOver()) {
        changed.awaitNanos(deadline.remainingNanos());
      }
      if (failure.isPresent()) {
        throw failure.get().exception();
      }
      if (deadline.isOver() && end.isEmpty()) {
        throw new InferenceException(Reason.TIME_LIMIT, "the answer took longer than its time");
      }
      String taken = text.toString();
      text.setLength(0);
      pieces = 0;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** How the answer ended, once {@link #take} gave nothing more. */
  End ended() {
    lock.lock();
    try {
      return end.orElseThrow();
    } finally {
      lock.unlock();
    }
  }
}
