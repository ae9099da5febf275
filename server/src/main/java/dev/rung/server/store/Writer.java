package dev.rung.server.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one who writes: takes changes from the queue and writes as many as there are in one
 * transaction. Opens the file when it begins, and again after a fault of the file. A file that was
 * taken away or replaced meanwhile is one: what is written then would be in no file after the end.
 *
 * <p>One thread; the fault may be read by others.
 */
final class Writer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  private final Opening opening;
  private final Queue queue;
  private final CountDownLatch opened = new CountDownLatch(1);
  private Optional<Statements> db = Optional.empty();
  private Optional<Object> identity = Optional.empty();
  private volatile Optional<StoreException> fault = Optional.empty();

  Writer(Opening opening, Queue queue) {
    this.opening = opening;
    this.queue = queue;
  }

  Optional<StoreException> fault() {
    return fault;
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
      for (List<Pending<?>> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
        write(batch);
      }
      db.ifPresent(this::closeWell);
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
    for (List<Pending<?>> left = queue.take(); !left.isEmpty(); left = queue.take()) {
      fault = Optional.of(why);
      left.forEach(change -> change.fail(why));
    }
  }

  private void open() {
    if (isReplaced()) {
      faulty(StoreException.replaced(opening.name()));
      return;
    }
    try {
      db = Optional.of(opening.forWriting());
      identity = opening.identity();
      cleared();
    } catch (SQLException refused) {
      faulty(StoreException.of(refused, opening.name()));
    } catch (StoreException refused) {
      faulty(refused);
    } catch (RuntimeException | Error bug) {
      faulty(StoreException.unopened(bug, opening.name()));
    }
  }

  private boolean isReplaced() {
    return identity.isPresent() && !identity.equals(opening.identity());
  }

  private void write(List<Pending<?>> batch) {
    if (db.isPresent() && isReplaced()) {
      close(db.get());
      db = Optional.empty();
    }
    if (db.isEmpty()) {
      open();
    }
    if (db.isEmpty()) {
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
      for (Pending<?> change : batch) {
        change.apply(with);
      }
      with.run("COMMIT");
      cleared();
      batch.forEach(Pending::tell);
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

  private StoreException undone(Statements with, StoreException why) {
    boolean usable = rolledBack(with);
    if (why.kind().isOfTheStore()) {
      faulty(why);
    }
    if (!usable || why.kind().isOfTheStore()) {
      close(with);
      db = Optional.empty();
    }
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
