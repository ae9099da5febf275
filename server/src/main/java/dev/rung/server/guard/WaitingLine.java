package dev.rung.server.guard;

import dev.rung.server.guard.Guard.Leave;
import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.ApiKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Requests that wait for leave to call one model, in the order in which they came. The first asks;
 * one behind it asks where all before it wait for nothing but keys, and only for keys that none of
 * them waits for: it takes nothing from anybody. Safe for several threads. Bounded: who finds it
 * full is sent away at once.
 */
final class WaitingLine {
  private final int length;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Waiter> waiting = new ArrayList<>();
  private volatile int size;

  /**
   * What the guard says.
   *
   * @param byKeys whether nothing but the limits of its keys kept the request from going
   */
  record Said(Leave leave, boolean byKeys) {}

  /** One request. Guarded by {@code lock}. */
  private static final class Waiter {
    private final Condition turn;
    private final List<ApiKey> keys;
    private final Function<List<ApiKey>, Said> ask;
    private boolean byKeys;

    Waiter(Condition turn, List<ApiKey> keys, Function<List<ApiKey>, Said> ask) {
      this.turn = turn;
      this.keys = keys;
      this.ask = ask;
    }
  }

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
      case PAUSE, QUOTA, KEY, BREAKER, LIMITED -> false;
    };
  }

  /**
   * Waits for leave.
   *
   * @param keys that the call may be made with; none where none is needed
   * @param ask for leave, with all or some of the keys; called under the line's lock
   * @return what the request was told last; absent where nobody could be asked, since the line is
   *     full or did not move on in time
   * @throws InterruptedException when the thread is interrupted; it has left the line then
   */
  Optional<Leave> await(List<ApiKey> keys, Function<List<ApiKey>, Said> ask, Duration longest)
      throws InterruptedException {
    long until = nanoTime.getAsLong() + longest.toNanos();
    lock.lockInterruptibly();
    try {
      if (waiting.size() >= length) {
        return Optional.empty();
      }
      Waiter mine = new Waiter(lock.newCondition(), keys, ask);
      join(mine);
      try {
        return stand(mine, until);
      } finally {
        goAway(mine);
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<Leave> stand(Waiter mine, long until) throws InterruptedException {
    while (true) {
      long left = until - nanoTime.getAsLong();
      Duration pause = Duration.ofNanos(Math.max(0, left));
      List<Waiter> before = waiting.subList(0, waiting.indexOf(mine));
      List<ApiKey> free = new ArrayList<>(mine.keys);
      before.forEach(earlier -> free.removeAll(earlier.keys));
      boolean keysOnly = before.stream().allMatch(earlier -> earlier.byKeys);
      mine.byKeys = keysOnly && !mine.keys.isEmpty();
      if (before.isEmpty() || (keysOnly && !free.isEmpty())) {
        Said said = mine.ask.apply(free);
        if (!(said.leave() instanceof Leave.Refused(var why)) || !isWorthWaiting(why, pause)) {
          return Optional.of(said.leave());
        }
        pause = why.kind() == Kind.RATE ? why.left() : pause;
        mine.byKeys = said.byKeys();
      }
      signalBehind(mine);
      if (left <= 0) {
        return Optional.empty();
      }
      mine.turn.awaitNanos(Math.max(1, pause.toNanos()));
    }
  }

  /** What the one before waits for is known now: the next one may have keys that are free. */
  private void signalBehind(Waiter mine) {
    int next = waiting.indexOf(mine) + 1;
    if (mine.byKeys && next < waiting.size()) {
      waiting.get(next).turn.signal();
    }
  }

  private void join(Waiter mine) {
    waiting.add(mine);
    size = waiting.size();
  }

  private void goAway(Waiter mine) {
    waiting.remove(mine);
    size = waiting.size();
    signalFirst();
  }

  /**
   * Lets the first one ask again: something became free. Who asks in the line and gives back what
   * was taken for it changes nothing for the others.
   */
  void wake() {
    if (size == 0 || lock.isHeldByCurrentThread()) {
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
    if (!waiting.isEmpty()) {
      waiting.getFirst().turn.signal();
    }
  }
}
