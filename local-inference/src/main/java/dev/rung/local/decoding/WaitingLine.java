package dev.rung.local.decoding;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Where callers and the decode loop meet: answers wait here for their turn, first come, first
 * served, and the loop waits here for something to do.
 *
 * <p>Safe for many threads. Lock order: this one, then that of a {@link TextQueue}.
 */
final class WaitingLine {
  private static final long LONGEST_WAIT = TimeUnit.HOURS.toNanos(1);

  private final int maxSequences;
  private final int maxWaiting;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Answer> waiting = new ArrayDeque<>();

  /** All whose caller is still there. */
  private final Set<Answer> inside = new HashSet<>();

  /** Why nobody is let in any more. */
  private Optional<Closed> closed = Optional.empty();

  private record Closed(Reason reason, String message) {}

  WaitingLine(int maxSequences, int maxWaiting) {
    this.maxSequences = maxSequences;
    this.maxWaiting = maxWaiting;
  }

  /**
   * Queues an answer.
   *
   * @throws InferenceException when too many are there already, or the model is closed
   */
  void enter(Answer answer) throws InferenceException {
    lock.lock();
    try {
      if (closed.isPresent()) {
        throw new InferenceException(closed.get().reason(), closed.get().message());
      }
      if (inside.size() >= maxSequences + maxWaiting) {
        throw new InferenceException(
            Reason.BUSY,
            "the model makes %d answers at once and lets %d wait; ask later, or raise the limits"
                .formatted(maxSequences, maxWaiting));
      }
      inside.add(answer);
      waiting.add(answer);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The caller is gone. */
  void leave(Answer answer) {
    lock.lock();
    try {
      answer.cancel();
      inside.remove(answer);
      waiting.remove(answer);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  int inside() {
    lock.lock();
    try {
      return inside.size();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Something changed that the loop may wait for. */
  void wake() {
    lock.lock();
    try {
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is something to do. For the loop.
   *
   * @param admits whether an answer can begin now
   * @param upkeep that is something to do, too, when it is due
   * @return false when the line is closed
   */
  boolean await(List<Working> working, Predicate<Answer> admits, Upkeep upkeep)
      throws InterruptedException {
    lock.lock();
    try {
      while (closed.isEmpty() && !isWork(working, admits) && upkeep.remaining() > 0) {
        changed.awaitNanos(Math.min(nextDeadline(working), upkeep.remaining()));
      }
      return closed.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private boolean isWork(List<Working> working, Predicate<Answer> admits) {
    return (!waiting.isEmpty() && admits.test(waiting.getFirst()))
        || working.stream().map(Working::answer).anyMatch(WaitingLine::isWork);
  }

  private static boolean isWork(Answer answer) {
    return answer.isOver() || answer.queue().hasRoom();
  }

  private static long nextDeadline(List<Working> working) {
    return working.stream()
        .mapToLong(each -> each.answer().request().deadline().remainingNanos())
        .reduce(LONGEST_WAIT, Math::min);
  }

  /** The answer whose turn it is, if it can begin. For the loop. */
  Optional<Answer> next(Predicate<Answer> admits) {
    lock.lock();
    try {
      return !waiting.isEmpty() && admits.test(waiting.getFirst())
          ? Optional.of(waiting.removeFirst())
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Puts back an answer that could not begin after all. For the loop. */
  void putBack(Answer answer) {
    lock.lock();
    try {
      if (inside.contains(answer)) {
        waiting.addFirst(answer);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody in any more, and fails those who are there. */
  void close(Reason reason, String message) {
    lock.lock();
    try {
      closed = closed.or(() -> Optional.of(new Closed(reason, message)));
      inside.forEach(answer -> answer.queue().fail(reason, message, Optional.empty()));
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
