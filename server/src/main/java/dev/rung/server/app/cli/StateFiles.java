package dev.rung.server.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a daemon keeps on the disk, whether one uses it now or not. */
public interface StateFiles {

  /** The file of the tables. */
  Path file();

  /**
   * What is wrong with it, in words; empty when all is well. Reads everything.
   *
   * @throws IOException when it cannot be read
   */
  List<String> check() throws IOException;

  /**
   * Writes a whole copy, also while a daemon writes.
   *
   * @throws IOException when it cannot be read, or the copy not be written
   */
  void backup(Path copy) throws IOException;

  /** Finds what a configuration keeps. */
  @FunctionalInterface
  interface Source {
    /**
     * Those of this configuration.
     *
     * @throws UsageException when the configuration is refused, or keeps nothing
     */
    StateFiles open(Optional<Path> configFile, Map<String, String> environment)
        throws UsageException, IOException;
  }
}
