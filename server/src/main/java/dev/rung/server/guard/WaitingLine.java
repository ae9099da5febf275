package dev.rung.server.guard;

import dev.rung.server.guard.Guard.Leave;
import dev.rung.server.guard.Hindrance.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Requests that wait for leave to call one model, in the order in which they came: only the first
 * asks. Safe for several threads. Bounded: who finds it full is sent away at once.
 */
final class WaitingLine {
  private final int length;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Condition> waiting = new ArrayDeque<>();
  private volatile int size;

  WaitingLine(int length, LongSupplier nanoTime) {
    this.length = length;
    this.nanoTime = nanoTime;
  }

  int size() {
    return size;
  }

  /** Whether a hindrance ends soon enough, and by itself. */
  static boolean isWorthWaiting(Hindrance why, Duration longest) {
    return switch (why.kind()) {
      case BUSY -> longest.isPositive();
      case RATE -> why.left().compareTo(longest) <= 0;
      case PAUSE, QUOTA, KEY, BREAKER -> false;
    };
  }

  /**
   * Waits for leave.
   *
   * @param ask for leave; called by whoever is first
   * @return what the first one was told last; absent where nobody could be asked, since the line is
   *     full or did not move on in time
   * @throws InterruptedException when the thread is interrupted; it has left the line then
   */
  Optional<Leave> await(Supplier<Leave> ask, Duration longest) throws InterruptedException {
    long until = nanoTime.getAsLong() + longest.toNanos();
    lock.lockInterruptibly();
    try {
      if (waiting.size() >= length) {
        return Optional.empty();
      }
      Condition mine = lock.newCondition();
      join(mine);
      try {
        return stand(mine, ask, until);
      } finally {
        goAway(mine);
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<Leave> stand(Condition mine, Supplier<Leave> ask, long until)
      throws InterruptedException {
    while (true) {
      long left = until - nanoTime.getAsLong();
      Duration pause = Duration.ofNanos(Math.max(0, left));
      if (mine.equals(waiting.peek())) {
        Leave leave = ask.get();
        if (!(leave instanceof Leave.Refused(var why)) || !isWorthWaiting(why, pause)) {
          return Optional.of(leave);
        }
        pause = why.kind() == Kind.RATE ? why.left() : pause;
      }
      if (left <= 0) {
        return Optional.empty();
      }
      mine.awaitNanos(Math.max(1, pause.toNanos()));
    }
  }

  private void join(Condition mine) {
    waiting.add(mine);
    size = waiting.size();
  }

  private void goAway(Condition mine) {
    waiting.remove(mine);
    size = waiting.size();
    signalFirst();
  }

  /** Lets the first one ask again: something became free. */
  void wake() {
    if (size == 0) {
      return;
    }
    lock.lock();
    try {
      signalFirst();
    } finally {
      lock.unlock();
    }
  }

  private void signalFirst() {
    Condition first = waiting.peek();
    if (first != null) {
      first.signal();
    }
  }
}
