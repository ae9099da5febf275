package dev.rung.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native library. Its driver unpacks it anew for each process, and would remove it at the
 * end, which a daemon that is halted or killed never comes to: a megabyte would be left by each.
 * Once loaded, the file is needed no more. Threads: any.
 */
final class SqliteLibrary {
  /** Where the driver unpacks it; the temporary folder where nothing is said. */
  private static final String FOLDER = "org.sqlite.tmpdir";

  /** Where it is taken from, if the operator has one. */
  private static final String PLACE = "org.sqlite.lib.path";

  private static boolean loaded;

  private SqliteLibrary() {}

  /**
   * Loads it, unless it is; where the operator says where it is or goes, that is left to the
   * driver.
   *
   * @throws SQLException when there is none for this machine, or nowhere to unpack it
   */
  static synchronized void load() throws SQLException {
    if (loaded || System.getProperty(FOLDER) != null || System.getProperty(PLACE) != null) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory("rung-sqlite");
      System.setProperty(FOLDER, folder.toString());
      try {
        loaded = SQLiteJDBCLoader.initialize();
      } finally {
        System.clearProperty(FOLDER);
        delete(folder);
      }
    } catch (IOException unwritable) {
      throw new SQLException("SQLite's library cannot be unpacked: " + unwritable, unwritable);
    } catch (SQLException missing) {
      throw missing;
    } catch (Exception other) {
      throw new SQLException("SQLite's library cannot be loaded: " + other, other);
    }
  }

  /** Where a loaded file cannot be deleted it goes with the process, as the driver has it. */
  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException stays) {
      return;
    }
  }
}
