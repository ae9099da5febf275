package dev.rung.server.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/**
 * Whether the file that a store works on is still the one that it has written. SQLite itself does
 * not look: it would write into whatever another program has put there.
 *
 * <p>A look compares which file it is, its size and when it was changed, and the same of its
 * write-ahead log, and costs some microseconds. In between the store's own changes nothing of it
 * moves; the file itself is written by checkpoints alone. What has changed is looked at more
 * closely. Every generation of the file, from one checkpoint to the next, has a mark of its own
 * ({@code user_version}): another mark is another file, or an older one. Where the mark is right
 * and somebody else was there, who may have checkpointed or vacuumed, SQLite checks it page by
 * page.
 *
 * <p>The file is never opened but by SQLite: closing a file drops every lock that the process has
 * on it. One thread.
 */
final class FileWitness {
  private static final Logger LOG = LoggerFactory.getLogger(FileWitness.class);

  /** For another program to end what it does to the file. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final int PAUSES = 20;

  private final Opening opening;
  private final Path file;
  private final Path log;
  private Optional<FileStamp> fileStamp = Optional.empty();
  private Optional<FileStamp> logStamp = Optional.empty();
  private Optional<FileHead> seen = Optional.empty();
  private int written;
  private int offered;

  FileWitness(Opening opening, Path file) {
    this.opening = opening;
    this.file = file;
    this.log = file.resolveSibling(file.getFileName() + "-wal");
  }

  /** What a look finds. */
  enum Finding {
    OURS,
    /** Another file, or none, lies where it was. */
    TAKEN_AWAY,
    /** The same of its write-ahead log. */
    LOG_TAKEN_AWAY,
    /** Another program has written into it. */
    OVERWRITTEN,
    /** Something has changed, and this process lacks what it takes to look at it. */
    UNKNOWN
  }

  /** This process lacks memory, or files that it may open. */
  private static final class LackException extends Exception {
    private static final long serialVersionUID = 1L;

    LackException(SQLException cause) {
      super(cause);
    }

    static boolean is(SQLException refused) {
      String name =
          refused instanceof SQLiteException told ? told.getResultCode().name() : "SQLITE_CANTOPEN";
      return name.startsWith("SQLITE_CANTOPEN") || name.contains("NOMEM");
    }
  }

  /**
   * The file was opened, which was looked at before where that is not the first time. The mark of
   * its generation may be in its log yet, as in a new file or where the last process was killed.
   */
  void opened(Statements db) throws SQLException {
    closed();
    written = FileHead.mark(db);
    offered = written;
  }

  /** The file was closed, which may have written its log into it; it was ours before. */
  void closed() {
    fileStamp = FileStamp.of(file);
    logStamp = FileStamp.of(log);
    try {
      seen = head();
    } catch (LackException later) {
      // Whatever its mark is when it is looked at the next time, it is ours.
      seen = Optional.empty();
    }
  }

  /** It could not be opened, and was closed again. */
  void unopened() {
    if (fileStamp.isPresent()) {
      closed();
    }
  }

  /**
   * Within a change, at its end: marks what will be the next generation.
   *
   * @param before what {@link #rows} gave at its beginning: what writes nothing needs no room
   */
  void mark(Statements db, long before) throws SQLException {
    boolean due = seen.isEmpty() || seen.get().mark() == written;
    if (due && rows(db) > before) {
      offered = FileHead.markAnew(db);
    }
  }

  /** How many rows this connection has written. */
  static long rows(Statements db) throws SQLException {
    return db.number("SELECT total_changes()");
  }

  /** The change is written. */
  void committed() {
    written = offered;
    logStamp = FileStamp.of(log);
    Optional<FileStamp> now = FileStamp.of(file);
    if (now.equals(fileStamp)) {
      return;
    }
    try {
      Optional<FileHead> head = head();
      if (isOurs(head)) {
        fileStamp = now;
        seen = head;
      }
    } catch (LackException later) {
      LOG.atDebug().setCause(later).addKeyValue("file", file).log("a file cannot be looked at");
    }
  }

  /** The change was taken back; some of it may stand in the log. */
  void rolledBack() {
    logStamp = FileStamp.of(log);
  }

  /** Compares; looks closely where something has changed. */
  Finding look() {
    Optional<FileStamp> now = FileStamp.of(file);
    Optional<FileStamp> nowOfLog = FileStamp.of(log);
    if (now.equals(fileStamp) && nowOfLog.equals(logStamp)) {
      return Finding.OURS;
    }
    if (fileStamp.isPresent() && !fileStamp.get().isSameFileAs(now)) {
      return Finding.TAKEN_AWAY;
    }
    try {
      return closely(now, nowOfLog);
    } catch (LackException later) {
      LOG.atDebug().setCause(later).addKeyValue("file", file).log("a file cannot be looked at");
      return Finding.UNKNOWN;
    }
  }

  private Finding closely(Optional<FileStamp> now, Optional<FileStamp> nowOfLog)
      throws LackException {
    if (logStamp.isPresent() && !logStamp.get().isSameFileAs(nowOfLog)) {
      boolean ours = now.equals(fileStamp) || isOurs(head());
      return ours ? Finding.LOG_TAKEN_AWAY : Finding.OVERWRITTEN;
    }
    return settled();
  }

  /** Whether it is another file than the one that was opened; before it is opened again. */
  Finding lookBeforeOpening() {
    Optional<FileStamp> now = FileStamp.of(file);
    if (fileStamp.isEmpty() || now.equals(fileStamp)) {
      return Finding.OURS;
    }
    if (!fileStamp.get().isSameFileAs(now)) {
      return Finding.TAKEN_AWAY;
    }
    try {
      return isOurs(head()) ? Finding.OURS : Finding.OVERWRITTEN;
    } catch (LackException later) {
      return Finding.UNKNOWN;
    }
  }

  /** A file that somebody is writing is judged when it stands still. */
  private Finding settled() throws LackException {
    for (int pauses = 0; ; pauses++) {
      Optional<FileStamp> now = FileStamp.of(file);
      Optional<FileStamp> nowOfLog = FileStamp.of(log);
      Optional<FileHead> head = head();
      if (isOurs(head) && isWhole()) {
        fileStamp = now;
        logStamp = nowOfLog;
        seen = head;
        return Finding.OURS;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      if (pauses == PAUSES
          || (now.equals(FileStamp.of(file)) && nowOfLog.equals(FileStamp.of(log)))) {
        return Finding.OVERWRITTEN;
      }
    }
  }

  /** Of the generation that was there last, or of the one that has been written since. */
  private boolean isOurs(Optional<FileHead> head) {
    if (head.isEmpty() || seen.isEmpty()) {
      return head.isPresent();
    }
    int mark = head.get().mark();
    // A file that was never marked has to be the same in all that its first page tells.
    boolean marked = mark != 0 && (mark == seen.get().mark() || mark == written || mark == offered);
    return marked || head.equals(seen);
  }

  /** Empty where it is no file of SQLite, or a part of one. */
  private Optional<FileHead> head() throws LackException {
    try (Statements db = opening.forLooking()) {
      return Optional.of(FileHead.of(db));
    } catch (SQLException refused) {
      return lacking(refused, Optional.empty());
    }
  }

  /** With its log, by a connection that remembers nothing of it. */
  private boolean isWhole() throws LackException {
    try (Statements db = opening.forReading();
        ResultSet row = db.prepared("PRAGMA quick_check(1)").executeQuery()) {
      return row.next() && "ok".equals(row.getString(1)) && FileHead.mark(db) == written;
    } catch (SQLException refused) {
      return lacking(refused, false);
    }
  }

  private <T> T lacking(SQLException refused, T damaged) throws LackException {
    if (LackException.is(refused)) {
      throw new LackException(refused);
    }
    LOG.atDebug().setCause(refused).addKeyValue("file", file).log("a file is not what it was");
    return damaged;
  }
}
