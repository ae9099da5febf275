package dev.rung.server.cache;

import dev.rung.server.store.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A disk that is soon full: a file system of its own where this machine lets us mount one, else a
 * file whose first connection may not make it larger.
 */
final class SmallDisk implements AutoCloseable {
  private static final int KIBIBYTES = 512;
  private static final int PAGES = KIBIBYTES / 4;

  private final Path folder;
  private final boolean mounted;

  SmallDisk(Path folder) throws Exception {
    this.folder = Files.createDirectories(folder);
    this.mounted =
        runs("mount", "-t", "tmpfs", "-o", "size=" + KIBIBYTES + "k", "tmpfs", folder.toString());
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  AnswerFile file() {
    // A table's step runs once, on the connection that makes the file; a full disk closes that.
    Schema bound = new Schema("bound", List.of("PRAGMA max_page_count = " + PAGES));
    return new AnswerFile(
        folder.resolve("cache.db"), Sealing.NONE, mounted ? List.of() : List.of(bound));
  }

  Path path() {
    return folder.resolve("cache.db");
  }

  void makeRoom() throws InterruptedException {
    if (mounted && !runs("mount", "-o", "remount,size=64m", folder.toString())) {
      throw new AssertionError("the disk does not grow");
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (mounted && !runs("umount", folder.toString())) {
      throw new AssertionError("the disk stays mounted on " + folder);
    }
  }
}
