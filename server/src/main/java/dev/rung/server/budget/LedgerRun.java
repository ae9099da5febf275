package dev.rung.server.budget;

import dev.rung.server.store.StoreException;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a ledger: its start, which settles what a dead run left, the repeated attempts at
 * what could not be written, and its end. Owns the file of slots.
 *
 * <p>Works on the thread that starts or closes it and on one of its own.
 */
final class LedgerRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerRun.class);
  private static final Duration BETWEEN = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int PROBE_BYTES = 65_536;

  private final Ledger ledger;
  private final LedgerParts parts;
  private final LedgerTables tables;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ledger").factory());
  private Optional<SlotFile> file = Optional.empty();
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile String fault = "the ledger has not begun yet";

  LedgerRun(Ledger ledger, LedgerParts parts, LedgerTables tables) {
    this.ledger = ledger;
    this.parts = parts;
    this.tables = tables;
  }

  /** Why there is no table yet. */
  String fault() {
    return fault;
  }

  /** What a caller is told of a fault. */
  static String text(StoreException fault) {
    return text(String.valueOf(fault.getMessage()));
  }

  private static String text(String reason) {
    return "the ledger cannot be written, and so nothing that costs money is asked: " + reason;
  }

  /** Begins behind the caller's back. */
  void start() {
    Future<?> _ =
        thread.scheduleWithFixedDelay(this::keepUp, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for the first attempt to begin, however it ends. */
  void awaitStart() {
    if (started.getCount() == 0) {
      return;
    }
    try {
      boolean _ = started.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepUp() {
    try {
      if (begin()) {
        started();
        ledger.retry();
        probe();
      }
      started.countDown();
    } catch (RuntimeException bug) {
      // The root of this thread: an escaping exception would end all later attempts in silence.
      LOG.atError().setCause(bug).log("keeping up the ledger failed");
    }
  }

  /** A store that nobody writes to does not tell that it can be written again. */
  private void probe() {
    if (parts.store().fault().isEmpty()) {
      return;
    }
    CompletableFuture<Boolean> _ =
        parts
            .store()
            .changeNow(db -> {
              PreparedStatement put = db.prepared("INSERT INTO ledger_probe VALUES (zeroblob(?))");
              put.setInt(1, PROBE_BYTES);
              put.executeUpdate();
              db.prepared("DELETE FROM ledger_probe").executeUpdate();
              return true;
            })
            // Whether it went well, the store itself tells.
            .exceptionally(_ -> false);
  }

  /** Whether it has begun. */
  private synchronized boolean begin() {
    if (file.isPresent()) {
      return true;
    }
    try {
      SlotFile opened = open();
      boolean begun = false;
      try {
        begin(opened);
        begun = true;
      } finally {
        if (!begun) {
          opened.close();
        }
      }
      file = Optional.of(opened);
      return true;
    } catch (StoreException refused) {
      faulty(text(refused));
    } catch (IOException refused) {
      faulty(
          text(
              "the table of open reservations cannot be used ("
                  + refused.getClass().getSimpleName()
                  + "): see to the folder for state and its disk"));
    }
    return false;
  }

  private void faulty(String why) {
    if (!why.equals(fault)) {
      LOG.atError().addKeyValue("reason", why).log("what costs money is refused");
    }
    fault = why;
  }

  private SlotFile open() throws IOException {
    return parts.slotFile().isPresent()
        ? SlotFile.open(parts.slotFile().get(), parts.slots())
        : SlotFile.inMemory(parts.slots());
  }

  private void begin(SlotFile opened) throws StoreException {
    Slots slots = opened.slots();
    List<LedgerLine> left = new ArrayList<>();
    for (int slot = 0; slot < slots.count(); slot++) {
      slots.line(slot).ifPresent(left::add);
    }
    Recovery recovery =
        new Recovery(
            tables,
            List.copyOf(left),
            opened.run(),
            opened.boot(),
            parts.boot(),
            parts.clock().instant());
    Recovery.Recovered recovered = await(parts.store().changeNow(recovery));
    for (int slot = 0; slot < slots.count(); slot++) {
      slots.free(slot);
    }
    opened.sign(recovered.run(), parts.boot());
    tell(recovered);
    ledger.begin(slots, recovered);
  }

  /** Knows what was spent, so that the first caller need not wait for that. */
  private void started() {
    if (started.getCount() == 0) {
      return;
    }
    try {
      for (CompletableFuture<Boolean> account : ledger.loading()) {
        await(account);
      }
    } catch (StoreException slow) {
      LOG.atWarn()
          .addKeyValue("reason", slow.getMessage())
          .log("what was spent of the budgets is not known yet");
    }
  }

  private static void tell(Recovery.Recovered recovered) {
    if (recovered.settled() > 0) {
      LOG.atWarn()
          .addKeyValue("calls", recovered.settled())
          .log("calls of a daemon that died are settled at what was set aside for them");
    }
    for (Unaccounted lost : recovered.lost()) {
      LOG.atWarn()
          .addKeyValue("scope", lost.scope())
          .addKeyValue("nanos", lost.cost().nanos())
          .log("counts as spent: it was handed out when the machine went down");
    }
  }

  /** Waits for the store, for a bounded time. */
  <T> T await(CompletableFuture<T> change) throws StoreException {
    try {
      return change.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw StoreFaults.of(Optional.of(failed));
    } catch (TimeoutException slow) {
      throw slow();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw slow();
    }
  }

  private static StoreException slow() {
    return new StoreException(StoreException.Kind.BUSY, "the store did not answer in time");
  }

  @Override
  public void close() {
    thread.shutdownNow();
    ledger.stop();
    try {
      boolean written = written();
      boolean empty = ledger.leave();
      if (written && empty) {
        await(
            parts
                .store()
                .changeNow(db -> {
                  db.prepared("DELETE FROM budget_booked").executeUpdate();
                  return db.prepared("UPDATE ledger_run SET clean = 1").executeUpdate();
                }));
      }
    } catch (StoreException refused) {
      LOG.atError()
          .addKeyValue("reason", refused.getMessage())
          .log("the ledger was not written to its end; the next start settles what is open");
    }
    synchronized (this) {
      file.ifPresent(SlotFile::close);
    }
  }

  /** Ends without a farewell. */
  void abandon() {
    thread.shutdownNow();
    ledger.stop();
    boolean _ = ledger.leave();
    synchronized (this) {
      file.ifPresent(SlotFile::close);
    }
  }

  /** Whether everything that has ended is written, in time. */
  private boolean written() throws StoreException {
    long end = parts.nanoTime().getAsLong() + LONGEST.toNanos();
    while (!ledger.isWritten()) {
      if (parts.nanoTime().getAsLong() > end || parts.store().fault().isPresent()) {
        return false;
      }
      // Whatever waits is written before this.
      await(parts.store().changeNow(db -> true));
    }
    return true;
  }
}
