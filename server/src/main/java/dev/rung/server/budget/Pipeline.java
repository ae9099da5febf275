package dev.rung.server.budget;

import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines on their way to the disk: one {@link Work} at a time, in the order in which they came. What
 * could not be written stays and is tried again, so that no line is lost while the process lives;
 * only lines of free attempts are dropped when too many wait.
 *
 * <p>Guarded by the ledger's lock, but for what the store calls back, which takes it.
 */
final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  /** Lines without a slot that may wait. */
  static final int MOST_FREE = 16_384;

  /** So many lines are reason enough to write at once. */
  private static final int MANY = 1_024;

  /** Told, under the lock, of what was written; gives back what is to be done without it. */
  interface Written {
    Runnable written(Work work, Map<Account, Long> spent);
  }

  private final Object lock;
  private final Store store;
  private final LineTable table;
  private final Written written;
  private final Deque<Work> sealed = new ArrayDeque<>();
  private Work open = new Work();
  private Optional<Work> flying = Optional.empty();
  private Optional<StoreException> fault = Optional.empty();
  private boolean bare;
  private int waiting;
  private long dropped;

  Pipeline(Object lock, Store store, LineTable table, Written written) {
    this.lock = lock;
    this.store = store;
    this.table = table;
    this.written = written;
  }

  /** A line that frees a slot. */
  void add(LedgerLine line, int slot) {
    waiting++;
    open.add(line, slot);
    kick();
  }

  /** A line of an attempt that cost nothing. */
  void add(LedgerLine line) {
    if (waiting >= MOST_FREE + SlotFile.SLOTS) {
      drop();
      return;
    }
    waiting++;
    open.add(line);
    kick();
  }

  void drop() {
    if (dropped++ == 0) {
      LOG.atError().log("lines of free attempts are lost: the ledger cannot be written");
    }
  }

  /** Reads what was spent before; lines that are added later are not in it. */
  void load(List<Account> fresh) {
    if (fresh.isEmpty()) {
      return;
    }
    fresh.forEach(account -> account.pending(Optional.of(new CompletableFuture<>())));
    open.load(fresh);
    sealed.add(open);
    open = new Work();
    kick();
  }

  /** Why the last work could not be written; empty when all is well. */
  Optional<StoreException> fault() {
    return fault;
  }

  boolean isIdle() {
    return flying.isEmpty() && sealed.isEmpty() && open.isEmpty();
  }

  /** When the oldest attempt began whose line is not written. */
  Optional<Instant> oldest() {
    return Stream.concat(sealed.stream(), Stream.concat(flying.stream(), Stream.of(open)))
        .flatMap(work -> work.oldest().stream())
        .min(Comparator.naturalOrder());
  }

  /** Tries again what could not be written. */
  void retry() {
    if (fault.isPresent()) {
      send();
    }
  }

  private void kick() {
    if (fault.isEmpty()) {
      send();
    }
  }

  private void send() {
    if (flying.isPresent() || isIdle()) {
      return;
    }
    Work next = sealed.isEmpty() ? open : sealed.poll();
    open = next == open ? new Work() : open;
    flying = Optional.of(next);
    LineTable with = bare ? table.alone() : table;
    CompletableFuture<Map<Account, Long>> done =
        next.isUrgent() || next.size() >= MANY
            ? store.changeNow(db -> next.apply(db, with))
            : store.change(db -> next.apply(db, with));
    CompletableFuture<Void> _ =
        done.handle((sums, failure) -> {
          ended(next, Optional.ofNullable(sums), Optional.ofNullable(failure));
          return null;
        });
  }

  private void ended(Work work, Optional<Map<Account, Long>> sums, Optional<Throwable> why) {
    List<CompletableFuture<Boolean>> waiters;
    Runnable then;
    synchronized (lock) {
      flying = Optional.empty();
      if (sums.isEmpty()) {
        failed(work, why);
        return;
      }
      waiters = work.takeWaiters();
      waiting -= work.size();
      cleared();
      then = written.written(work, sums.get());
      kick();
    }
    try {
      then.run();
    } finally {
      waiters.forEach(waiter -> waiter.complete(true));
    }
  }

  private void failed(Work work, Optional<Throwable> why) {
    sealed.addFirst(work);
    StoreException told = StoreFaults.of(why);
    if (told.kind() == StoreException.Kind.REFUSED && !bare) {
      // A figure that somebody else keeps must not keep the ledger from being written.
      LOG.atError().setCause(told).log("lines are written without the figures of other rooms");
      bare = true;
      kick();
      return;
    }
    fault = Optional.of(told);
  }

  private void cleared() {
    if (fault.isPresent()) {
      LOG.atInfo().addKeyValue("lines_lost", dropped).log("the ledger is written again");
    }
    fault = Optional.empty();
    bare = false;
    dropped = 0;
  }
}
