package dev.rung.server.store;

import dev.rung.server.store.FileWitness.Finding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one who writes: takes changes from the queue and writes as many as there are in one
 * transaction. Opens the file when it begins, and again after a fault of the file. A file that was
 * taken away, replaced or overwritten meanwhile is one: what is written then would be in no file
 * after the end, or in somebody else's. It is looked for before each transaction, and once a second
 * where there is nothing to write.
 *
 * <p>One thread; the fault may be read by others.
 */
final class Writer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Opening opening;
  private final Queue queue;
  private final CountDownLatch opened = new CountDownLatch(1);
  private Optional<Statements> db = Optional.empty();
  private final Optional<FileWitness> witness;

  /** Whether the file is not to be touched now, not even to be closed: see {@link #leave}. */
  private volatile boolean estranged;

  private volatile Optional<StoreException> fault = Optional.empty();

  Writer(Opening opening, Queue queue) {
    this.opening = opening;
    this.queue = queue;
    this.witness = opening.witness();
  }

  Optional<StoreException> fault() {
    return fault;
  }

  /** Why what is read may be somebody else's; empty when all is well. For any thread. */
  Optional<StoreException> estrangement() {
    return fault.filter(_ -> estranged);
  }

  /** Counted down when the file was opened for the first time, or could not be. */
  CountDownLatch opened() {
    return opened;
  }

  @Override
  public void run() {
    try {
      open();
      opened.countDown();
      while (!queue.isOver()) {
        List<Pending<?>> batch = queue.take(BETWEEN_LOOKS);
        if (batch.isEmpty()) {
          look();
        } else {
          write(batch);
        }
      }
      db.filter(_ -> !estranged).ifPresent(this::closeWell);
    } finally {
      opened.countDown();
      abandon();
    }
  }

  /** Whoever still waits when this thread ends, by an error of its own, waits for nobody. */
  private void abandon() {
    queue.close();
    StoreException why =
        new StoreException(
            StoreException.Kind.CLOSED, opening.name() + " is closed: start Rung anew");
    while (!queue.isOver()) {
      List<Pending<?>> left = queue.take(Duration.ZERO);
      fault = Optional.of(why);
      left.forEach(change -> change.fail(why));
    }
  }

  private void open() {
    switch (witness.map(FileWitness::lookBeforeOpening).orElse(Finding.OURS)) {
      case OURS -> {
        // Opened below.
      }
      case TAKEN_AWAY, LOG_TAKEN_AWAY -> {
        faulty(StoreException.replaced(opening.name()));
        return;
      }
      case OVERWRITTEN -> {
        faulty(StoreException.overwritten(opening.name()));
        return;
      }
      case UNKNOWN -> {
        faulty(StoreException.unlooked(opening.name()));
        return;
      }
    }
    try {
      db = Optional.of(opening.forWriting());
      witness.ifPresent(FileWitness::opened);
      cleared();
    } catch (SQLException refused) {
      unopened(StoreException.of(refused, opening.name()));
    } catch (StoreException refused) {
      unopened(refused);
    } catch (RuntimeException | Error bug) {
      unopened(StoreException.unopened(bug, opening.name()));
    }
  }

  private void unopened(StoreException why) {
    witness.ifPresent(FileWitness::unopened);
    faulty(why);
  }

  /** Leaves the file alone as long as it is not what was written; goes on where it is again. */
  private void look() {
    if (db.isEmpty() || witness.isEmpty()) {
      return;
    }
    switch (witness.get().look()) {
      case OURS -> {
        if (estranged) {
          estranged = false;
          cleared();
        }
      }
      case TAKEN_AWAY -> {
        // SQLite writes nothing into a file that lies there instead when it closes this one.
        close(db.get());
        db = Optional.empty();
        estranged = false;
        faulty(StoreException.replaced(opening.name()));
      }
      case LOG_TAKEN_AWAY -> {
        if (!estranged) {
          keepLog(db.get());
        }
        leave(StoreException.withoutLog(opening.name()));
      }
      case OVERWRITTEN -> leave(StoreException.overwritten(opening.name()));
      case UNKNOWN -> {
        // Looked at again with the next change, or in a second.
      }
    }
  }

  /**
   * The connection stays open, if need be until the process ends: closing it would write its log
   * into the file.
   */
  private void leave(StoreException why) {
    estranged = true;
    faulty(why);
  }

  /** What is in a log that has no name any more goes into the file, which is whole. */
  private void keepLog(Statements with) {
    try {
      with.run("PRAGMA wal_checkpoint(FULL)");
    } catch (SQLException refused) {
      LOG.atWarn().setCause(refused).log("the log of the store was taken away and is lost");
    }
  }

  private void write(List<Pending<?>> batch) {
    look();
    if (db.isEmpty()) {
      open();
    }
    if (db.isEmpty() || estranged) {
      fault.ifPresent(why -> batch.forEach(change -> change.fail(why)));
      return;
    }
    Optional<StoreException> refused = commit(db.get(), batch);
    if (refused.isEmpty()) {
      return;
    }
    if (batch.size() == 1 || refused.get().kind().isOfTheStore()) {
      batch.forEach(change -> change.fail(refused.get()));
      return;
    }
    batch.forEach(change -> write(List.of(change)));
  }

  /** Why it could not be; then nothing of the batch is written. */
  private Optional<StoreException> commit(Statements with, List<Pending<?>> batch) {
    try {
      with.run("BEGIN IMMEDIATE");
      long before = FileWitness.rows(with);
      for (Pending<?> change : batch) {
        change.apply(with);
      }
      if (witness.isPresent()) {
        witness.get().mark(with, before);
      }
      with.run("COMMIT");
      witness.ifPresent(FileWitness::committed);
      cleared();
      tell(with, batch);
      return Optional.empty();
    } catch (SQLException refused) {
      return Optional.of(undone(with, StoreException.of(refused, opening.name())));
    } catch (RuntimeException bug) {
      return Optional.of(undone(with, StoreException.of(bug)));
    } catch (Error failing) {
      // Whoever waits for it must be told, whatever happens to this thread.
      return Optional.of(undone(with, StoreException.of(failing, opening.name())));
    }
  }

  /** Whoever erases is told when neither free pages nor the log hold anything of it. */
  private void tell(Statements with, List<Pending<?>> batch) {
    Optional<StoreException> left = Optional.empty();
    if (batch.stream().anyMatch(Pending::erases)) {
      left = clean(with);
      witness.ifPresent(FileWitness::committed);
    }
    for (Pending<?> change : batch) {
      if (change.erases() && left.isPresent()) {
        change.fail(left.get());
      } else {
        change.tell();
      }
    }
  }

  /** Cuts off free pages and empties the log; tells why not. */
  private Optional<StoreException> clean(Statements with) {
    try {
      with.run("PRAGMA incremental_vacuum");
      try (ResultSet row = with.prepared("PRAGMA wal_checkpoint(TRUNCATE)").executeQuery()) {
        boolean busy = row.next() && row.getInt(1) != 0;
        return busy
            ? Optional.of(
                new StoreException(
                    StoreException.Kind.BUSY,
                    opening.name()
                        + " is being read, so that its log holds what was deleted: repeat it"))
            : Optional.empty();
      }
    } catch (SQLException refused) {
      return Optional.of(StoreException.of(refused, opening.name()));
    }
  }

  private StoreException undone(Statements with, StoreException why) {
    boolean usable = rolledBack(with);
    witness.ifPresent(FileWitness::rolledBack);
    if (usable && !why.kind().isOfTheStore()) {
      return why;
    }
    look();
    if (db.isEmpty() || estranged) {
      // Of another program's file, into which closing it would write.
      return why;
    }
    if (why.kind().isOfTheStore()) {
      faulty(why);
    }
    close(with);
    witness.ifPresent(FileWitness::closed);
    db = Optional.empty();
    return why;
  }

  private static boolean rolledBack(Statements with) {
    try {
      with.run("ROLLBACK");
      return true;
    } catch (SQLException alreadyUndone) {
      // SQLite rolls back by itself on a full disk and the like; the connection is opened anew.
      return false;
    }
  }

  private void faulty(StoreException why) {
    if (fault.map(StoreException::kind).filter(why.kind()::equals).isEmpty()) {
      LOG.atError()
          .addKeyValue("kind", why.kind())
          .addKeyValue("reason", why.getMessage())
          .setCause(why.getCause() instanceof SQLException ? null : why.getCause())
          .log("state cannot be written");
    }
    fault = Optional.of(why);
  }

  private void cleared() {
    if (fault.isPresent()) {
      LOG.atInfo().addKeyValue("store", opening.name()).log("state is written again");
      fault = Optional.empty();
    }
  }

  /** Leaves one file instead of three. */
  private void closeWell(Statements with) {
    try {
      with.run("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException later) {
      LOG.atDebug().setCause(later).log("the log of the store stays beside it");
    }
    close(with);
  }

  private void close(Statements with) {
    try {
      with.close();
    } catch (SQLException stuck) {
      LOG.atWarn().setCause(stuck).log("a connection of the store was not closed");
    }
  }
}
