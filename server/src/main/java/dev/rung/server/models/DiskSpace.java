package dev.rung.server.models;

import dev.rung.server.config.ByteSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room there is for files. */
@FunctionalInterface
public interface DiskSpace {
  /** As the operating system says it. */
  DiskSpace REAL = folder -> Files.getFileStore(folder).getUsableSpace();

  /** Bytes that this process may still write below a folder that exists. */
  long usable(Path folder) throws IOException;

  /**
   * Refuses what does not fit.
   *
   * @throws IOException which says both numbers
   */
  default void require(long bytes, Path folder) throws IOException {
    long usable = usable(folder);
    if (usable < bytes) {
      throw new IOException(
          "not enough room in "
              + folder
              + ": "
              + ByteSizes.text(bytes)
              + " are still to be fetched and "
              + ByteSizes.text(usable)
              + " are free; make room or choose another place with --to");
    }
  }
}
