package dev.rung.server.store;

import dev.rung.server.store.FileWitness.Finding;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that a store writes, with what keeps it from being written. It is opened when it is
 * first needed, and again after a fault. A file that was taken away, replaced or overwritten
 * meanwhile is one: what is written then would be in no file after the end, or in somebody else's.
 *
 * <p>One thread; the fault may be read by others.
 */
final class WatchedFile {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

  private final Opening opening;
  private final Optional<FileWitness> witness;
  private Optional<Statements> db = Optional.empty();

  /** Whether the file is not to be touched now, not even to be closed: see {@link #leave}. */
  private volatile boolean estranged;

  private volatile Optional<StoreException> fault = Optional.empty();

  WatchedFile(Opening opening) {
    this.opening = opening;
    this.witness = opening.witness();
  }

  /** What people call it. */
  String name() {
    return opening.name();
  }

  /** What keeps it from being written; empty when all is well. For any thread. */
  Optional<StoreException> fault() {
    return fault;
  }

  /** Why what is read may be somebody else's; empty when all is well. For any thread. */
  Optional<StoreException> estrangement() {
    return fault.filter(_ -> estranged);
  }

  /** The connection that writes; empty where there is a fault. Looks at the file before. */
  Optional<Statements> forWriting() {
    look();
    if (db.isEmpty()) {
      open();
    }
    return db.filter(_ -> !estranged);
  }

  void open() {
    switch (witness.map(FileWitness::lookBeforeOpening).orElse(Finding.OURS)) {
      case OURS -> connect();
      case TAKEN_AWAY, LOG_TAKEN_AWAY -> faulty(StoreException.replaced(name()));
      case OVERWRITTEN -> faulty(StoreException.overwritten(name()));
      case UNKNOWN -> faulty(StoreException.unlooked(name()));
    }
  }

  private void connect() {
    try {
      db = Optional.of(opening.forWriting());
      if (witness.isPresent()) {
        witness.get().opened(db.get());
      }
      cleared();
    } catch (SQLException refused) {
      unopened(StoreException.of(refused, name()));
    } catch (StoreException refused) {
      unopened(refused);
    } catch (RuntimeException | Error bug) {
      unopened(StoreException.unopened(bug, name()));
    }
  }

  private void unopened(StoreException why) {
    db.ifPresent(WatchedFile::close);
    db = Optional.empty();
    witness.ifPresent(FileWitness::unopened);
    faulty(why);
  }

  /** Leaves the file alone as long as it is not what was written; goes on where it is again. */
  void look() {
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
        faulty(StoreException.replaced(name()));
      }
      case LOG_TAKEN_AWAY -> {
        if (!estranged) {
          keepLog(db.get());
        }
        leave(StoreException.withoutLog(name()));
      }
      case OVERWRITTEN -> leave(StoreException.overwritten(name()));
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

  /**
   * Within a transaction, at its end.
   *
   * @param before how many rows were written when it began
   */
  void mark(Statements with, long before) throws SQLException {
    if (witness.isPresent()) {
      witness.get().mark(with, before);
    }
  }

  /** The transaction is written, and so the fault is over. */
  void committed() {
    witness.ifPresent(FileWitness::committed);
    cleared();
  }

  /** The log was taken into the file. */
  void cleaned() {
    witness.ifPresent(FileWitness::committed);
  }

  /**
   * Takes a transaction back. The file is opened anew next time where the fault is its own.
   *
   * @return why it could not be written
   */
  StoreException undone(Statements with, StoreException why) {
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
      LOG.atInfo().addKeyValue("store", name()).log("state is written again");
      fault = Optional.empty();
    }
  }

  /** Nothing will be written any more. */
  void abandon(StoreException why) {
    fault = Optional.of(why);
  }

  /** Leaves one file instead of three; leaves alone what is somebody else's. */
  void close() {
    db.filter(_ -> !estranged).ifPresent(this::closeWell);
  }

  private void closeWell(Statements with) {
    try {
      with.run("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException later) {
      LOG.atDebug().setCause(later).log("the log of the store stays beside it");
    }
    close(with);
  }

  private static void close(Statements with) {
    try {
      with.close();
    } catch (SQLException stuck) {
      LOG.atWarn().setCause(stuck).log("a connection of the store was not closed");
    }
  }
}
