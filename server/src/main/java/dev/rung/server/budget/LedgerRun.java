package dev.rung.server.budget;

import dev.rung.server.store.StoreException;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a ledger: its start, the repeated attempts at what could not be written, and its end.
 * Owns the file of slots.
 *
 * <p>Works on the thread that starts or closes it and on one of its own.
 */
final class LedgerRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerRun.class);
  private static final Duration BETWEEN = Duration.ofMillis(250);
  private static final int PROBE_BYTES = 65_536;

  private final Books books;
  private final LedgerParts parts;
  private final LedgerStart start;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ledger").factory());
  private final CountDownLatch started = new CountDownLatch(1);
  private Optional<SlotFile> file = Optional.empty();
  private String fault = "";
  private volatile boolean closing;

  LedgerRun(Books books, LedgerParts parts, LineTable lines) {
    this.books = books;
    this.parts = parts;
    this.start = new LedgerStart(books, parts, lines);
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
      boolean _ = started.await(StoreWait.LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepUp() {
    try {
      if (begin()) {
        started();
        books.retry();
        probe();
      }
      started.countDown();
    } catch (RuntimeException | Error bug) {
      // The root of this thread: an escaping exception would end all later attempts in silence.
      LOG.atError().setCause(bug).log("keeping up the ledger failed");
    }
  }

  /** Whether it has begun. */
  private synchronized boolean begin() {
    if (file.isPresent()) {
      return true;
    }
    try {
      file = Optional.of(start.begin());
      return true;
    } catch (StoreException refused) {
      faulty(StoreFaults.text(refused));
    } catch (IOException refused) {
      faulty(
          StoreFaults.text(
              "the table of open reservations cannot be used ("
                  + refused.getClass().getSimpleName()
                  + "): see to the folder for state and its disk"));
    }
    return false;
  }

  private void faulty(String why) {
    if (closing) {
      // Who closes it stops it on its way, which is no fault.
      return;
    }
    if (!why.equals(fault)) {
      LOG.atError().addKeyValue("reason", why).log("what costs money is refused");
    }
    fault = why;
    books.notBegun(why);
  }

  /** Knows what was spent, so that the first caller need not wait for that. */
  private void started() {
    if (started.getCount() == 0) {
      return;
    }
    try {
      for (CompletableFuture<Boolean> account : books.loading()) {
        StoreWait.await(account);
      }
    } catch (StoreException slow) {
      LOG.atWarn()
          .addKeyValue("reason", slow.getMessage())
          .log("what was spent of the budgets is not known yet");
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

  @Override
  public void close() {
    closing = true;
    thread.shutdownNow();
    books.stop();
    try {
      boolean written = written();
      boolean empty = books.leave();
      if (written && empty) {
        farewell();
      }
    } catch (StoreException refused) {
      LOG.atError()
          .addKeyValue("reason", refused.getMessage())
          .log("the ledger was not written to its end; the next start settles what is open");
    }
    closeFile();
  }

  /** Whether everything that has ended is written, in time. */
  private boolean written() throws StoreException {
    long end = parts.nanoTime().getAsLong() + StoreWait.LONGEST.toNanos();
    while (!books.isWritten()) {
      if (parts.nanoTime().getAsLong() > end || parts.store().fault().isPresent()) {
        return false;
      }
      // Whatever waits is written before this.
      StoreWait.await(parts.store().changeNow(db -> true));
    }
    return true;
  }

  /** Nothing is open, and nothing is handed out any more. */
  private void farewell() throws StoreException {
    StoreWait.await(
        parts
            .store()
            .changeNow(db -> {
              BookedTable.clear(db);
              return db.prepared("UPDATE ledger_run SET clean = 1").executeUpdate();
            }));
  }

  /** Ends without a farewell. */
  void abandon() {
    closing = true;
    thread.shutdownNow();
    books.stop();
    boolean _ = books.leave();
    closeFile();
  }

  private synchronized void closeFile() {
    file.ifPresent(SlotFile::close);
  }
}
