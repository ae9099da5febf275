package dev.rung.server.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The store could not read or write. The message says what to do; holds no value of a row. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Kind {
    /** No room on the disk. */
    FULL,
    READ_ONLY,
    /** The file is damaged, or is not one of SQLite. */
    CORRUPT,
    /** A later version of Rung has written the file. */
    TOO_NEW,
    /** The file cannot be opened, read or written. */
    IO,
    /** More changes wait than may, or it takes too long. */
    BUSY,
    /** It takes too long to end what was begun, which may be written yet. */
    UNKNOWN,
    CLOSED,
    /** The change or query itself is wrong. */
    REFUSED;

    /** Whether it concerns the whole store and not one change. */
    boolean isOfTheStore() {
      return switch (this) {
        case FULL, READ_ONLY, CORRUPT, TOO_NEW, IO, CLOSED -> true;
        case BUSY, UNKNOWN, REFUSED -> false;
      };
    }
  }

  private final Kind kind;

  public StoreException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  private StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** What SQLite says, in words for people. */
  static StoreException of(SQLException failure, String file) {
    Kind kind = kindOf(failure);
    String message =
        switch (kind) {
          case FULL -> file + " cannot grow: make room on its disk";
          case READ_ONLY -> file + " must not be written: give Rung the right to write it";
          case CORRUPT ->
              file + " is damaged: restore a backup of it, or move it away to begin anew";
          case IO -> file + " cannot be opened, read or written: see to its folder and disk";
          case TOO_NEW, BUSY, UNKNOWN, CLOSED, REFUSED -> "a statement was refused by SQLite";
        };
    return new StoreException(kind, message, failure);
  }

  static StoreException of(RuntimeException bug) {
    return new StoreException(Kind.REFUSED, "a change or query of the store failed", bug);
  }

  /**
   * Of an error of the process. For want of memory everything is tried again later, with the file
   * opened anew; any other one is a change's own, as a bug is.
   */
  static StoreException of(Error error, String file) {
    return error instanceof OutOfMemoryError
        ? new StoreException(
            Kind.IO,
            file + " was not written for want of memory: give Rung more of it, with -Xmx",
            error)
        : new StoreException(Kind.REFUSED, "a change or query of the store failed", error);
  }

  /**
   * The file was not opened, by a fault that is not SQLite's, such as a library that is missing.
   */
  static StoreException unopened(Throwable why, String file) {
    return new StoreException(
        Kind.IO, file + " cannot be opened (" + why.getClass().getSimpleName() + ")", why);
  }

  /** The change is written, and what was to be done next has failed. */
  static StoreException untold(Throwable why, String file) {
    return new StoreException(
        Kind.UNKNOWN, file + " was written, but not to the end: look whether it is so", why);
  }

  /** Another file, or none, lies where the one was that is in use. */
  static StoreException replaced(String file) {
    return new StoreException(
        Kind.IO,
        file + " was taken away or replaced while it was in use: put it back, or start Rung anew");
  }

  /** Another program has written into the file, or damaged it, while it was in use. */
  static StoreException overwritten(String file) {
    return new StoreException(
        Kind.CORRUPT,
        file
            + " was overwritten by another program while it was in use: put it back as it was, or"
            + " end Rung, restore a backup of it, and start Rung anew");
  }

  /** The file has changed, and cannot be looked at. */
  static StoreException unlooked(String file) {
    return new StoreException(
        Kind.IO, file + " cannot be opened: give Rung more memory or open files");
  }

  /** The file's write-ahead log is gone; what it had is in the file. */
  static StoreException withoutLog(String file) {
    return new StoreException(
        Kind.IO, file + "-wal was taken away while it was in use: start Rung anew");
  }

  static StoreException closed(String file) {
    return new StoreException(Kind.CLOSED, file + " is closed");
  }

  /** Others write or read for too long. */
  static StoreException tooSlow(String file) {
    return new StoreException(Kind.BUSY, file + " did not answer within ten seconds");
  }

  /** Who waits for the store is interrupted, and is so again for whoever looks. */
  static StoreException interrupted() {
    Thread.currentThread().interrupt();
    return new StoreException(Kind.BUSY, "the wait for the store was ended");
  }

  private static Kind kindOf(SQLException failure) {
    if (!(failure instanceof SQLiteException told)) {
      return Kind.REFUSED;
    }
    SQLiteErrorCode code = told.getResultCode();
    String name = code.name();
    if (code == SQLiteErrorCode.SQLITE_FULL || name.startsWith("SQLITE_IOERR_NOMEM")) {
      return Kind.FULL;
    }
    if (name.startsWith("SQLITE_READONLY")) {
      return Kind.READ_ONLY;
    }
    if (name.startsWith("SQLITE_CORRUPT") || code == SQLiteErrorCode.SQLITE_NOTADB) {
      return Kind.CORRUPT;
    }
    boolean unreachable =
        name.startsWith("SQLITE_IOERR")
            || name.startsWith("SQLITE_CANTOPEN")
            || name.startsWith("SQLITE_BUSY")
            || name.startsWith("SQLITE_LOCKED")
            || code == SQLiteErrorCode.SQLITE_PERM;
    return unreachable ? Kind.IO : Kind.REFUSED;
  }
}
