package dev.rung.bench.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder for files of many GB that must not outlive the program: they are deleted when it is
 * closed, and when the program is stopped, together with the processes that it has started.
 */
final class WorkFolder implements AutoCloseable {
  private static final int ATTEMPTS = 10;

  private final Path path;
  private final Thread hook;

  private WorkFolder(Path path) {
    this.path = path;
    this.hook = Thread.ofPlatform().unstarted(this::abandon);
  }

  /**
   * A new folder.
   *
   * @param named where it is made; absent is the build folder of the benchmarks
   */
  static WorkFolder make(Optional<Path> named, Path project) throws IOException {
    Path parent = named.orElse(project.resolve(Path.of("bench", "target")));
    Files.createDirectories(parent);
    WorkFolder folder = new WorkFolder(Files.createTempDirectory(parent, "local-models"));
    Runtime.getRuntime().addShutdownHook(folder.hook);
    return folder;
  }

  Path path() {
    return path;
  }

  /**
   * Fails before the disk is full.
   *
   * @throws IOException when there is less room than this
   */
  void need(long bytes) throws IOException {
    long free = Files.getFileStore(path).getUsableSpace();
    if (free < bytes) {
      throw new IOException(
          "%s has %d MB free, and %d MB are needed"
              .formatted(path, free / 1_000_000, bytes / 1_000_000));
    }
  }

  /** Deletes a file or a folder with all that is in it, if it is there. */
  static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  /** Other threads go on while the program is stopped, and may just have made another file. */
  private void abandon() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    for (int attempt = 1; Files.exists(path); attempt++) {
      try {
        delete(path);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new UncheckedIOException(path + " is to be deleted by hand", e);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    delete(path);
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
