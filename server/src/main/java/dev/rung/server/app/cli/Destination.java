package dev.rung.server.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command is to write. */
final class Destination {
  private Destination() {}

  /**
   * Looks whether it can be there at all, before anything is asked or worked out.
   *
   * @throws UsageException where its folder is not there, or it is one itself
   */
  static void check(Path file) throws UsageException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new UsageException(file + " is a folder: name a file");
    }
    if (!Files.isDirectory(folder)) {
      throw new UsageException("there is no folder " + folder + " to write " + file + " to");
    }
  }
}
