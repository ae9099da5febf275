package dev.rung.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Opens connections, and brings the tables up to date. Keeps nothing open itself. */
final class Opening {
  private static final String MEMORY = ":memory:";
  private static final String BUSY = "PRAGMA busy_timeout = 5000";

  private final Optional<Path> file;
  private final boolean sync;
  private final boolean erasing;
  private final List<Schema> schemas;

  Opening(StoreSettings settings, List<Schema> schemas) {
    this.file = settings.file();
    this.sync = settings.sync();
    this.erasing = settings.erasing();
    this.schemas = schemas;
  }

  /** What people call the store. */
  String name() {
    return file.map(Path::toString).orElse("the state in memory");
  }

  /** Who watches over the file; absent for a store in memory. */
  Optional<FileWitness> witness() {
    return file.map(path -> new FileWitness(this, path));
  }

  /** For the one who writes; the tables are as this version wants them. */
  Statements forWriting() throws SQLException, StoreException {
    file.ifPresent(OwnerOnly::make);
    Statements db = connect();
    boolean ready = false;
    try {
      db.run(BUSY);
      db.run("PRAGMA auto_vacuum = INCREMENTAL");
      db.run("PRAGMA journal_mode = WAL");
      db.run("PRAGMA synchronous = " + (sync ? "FULL" : "NORMAL"));
      // Zeros where that writes no page more, so that a full disk can still be deleted from; pages
      // that are free as a whole are cut off by Writer.
      db.run("PRAGMA secure_delete = " + (erasing ? "FAST" : "OFF"));
      migrate(db);
      mark(db);
      ready = true;
      return db;
    } finally {
      if (!ready) {
        db.close();
      }
    }
  }

  /** From its first generation on, a file is told from others by its mark. */
  private void mark(Statements db) throws SQLException {
    if (file.isPresent() && FileHead.mark(db) == 0) {
      int _ = FileHead.markAnew(db);
    }
  }

  /** For somebody who reads beside the one who writes. Not for a store in memory. */
  Statements forReading() throws SQLException {
    Statements db = forCopying();
    db.run("PRAGMA query_only = true");
    return db;
  }

  /** The same for somebody who also writes to another file. */
  Statements forCopying() throws SQLException {
    Statements db = connect();
    db.run(BUSY);
    return db;
  }

  /** For somebody who looks at the file alone, without its log and without a lock. */
  Statements forLooking() throws SQLException {
    String name = file.map(path -> path.toUri().getRawPath()).orElse(MEMORY);
    Statements db = connect("file:" + name + "?immutable=1");
    // A checkpoint that found the disk full leaves a file that is shorter than its first page says;
    // its log has the rest.
    db.run("PRAGMA writable_schema = ON");
    return db;
  }

  private Statements connect() throws SQLException {
    return connect(file.map(Path::toString).orElse(MEMORY));
  }

  private static Statements connect(String name) throws SQLException {
    SqliteLibrary.load();
    String url = JDBC.PREFIX + name;
    Properties settings = new Properties();
    // Nobody asks for them, and the driver would look for them after every insert.
    settings.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.pragmaName, "false");
    Connection connection = JDBC.createConnection(url, settings);
    return new Statements(connection);
  }

  private void migrate(Statements db) throws SQLException, StoreException {
    db.run("CREATE TABLE IF NOT EXISTS schema (room TEXT PRIMARY KEY, steps INTEGER NOT NULL)");
    for (Schema schema : schemas) {
      int done = done(db, schema);
      if (done > schema.steps().size()) {
        throw new StoreException(
            StoreException.Kind.TOO_NEW,
            name()
                + " was written by a later version of Rung: run that one, or restore a backup of"
                + " before");
      }
      for (int step = done; step < schema.steps().size(); step++) {
        apply(db, schema, step);
      }
    }
  }

  private static int done(Statements db, Schema schema) throws SQLException {
    PreparedStatement ask = db.prepared("SELECT steps FROM schema WHERE room = ?");
    ask.setString(1, schema.room());
    try (ResultSet row = ask.executeQuery()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private static void apply(Statements db, Schema schema, int step) throws SQLException {
    db.run("BEGIN IMMEDIATE");
    try {
      db.run(schema.steps().get(step));
      PreparedStatement note =
          db.prepared("INSERT OR REPLACE INTO schema (room, steps) VALUES (?, ?)");
      note.setString(1, schema.room());
      note.setInt(2, step + 1);
      note.executeUpdate();
      db.run("COMMIT");
    } catch (SQLException refused) {
      rollBack(db, refused);
      throw refused;
    }
  }

  /** A full disk and the like roll back by themselves; what is told is why it was refused. */
  private static void rollBack(Statements db, SQLException refused) {
    try {
      db.run("ROLLBACK");
    } catch (SQLException alreadyUndone) {
      refused.addSuppressed(alreadyUndone);
    }
  }
}
