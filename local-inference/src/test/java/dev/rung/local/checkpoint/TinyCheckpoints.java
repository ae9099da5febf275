package dev.rung.local.checkpoint;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The checkpoints of the test resources, whose weights are few and random. */
final class TinyCheckpoints {
  static final Path FOLDER = folder();

  private TinyCheckpoints() {}

  private static Path folder() {
    URL folder =
        requireNonNull(TinyCheckpoints.class.getResource("/checkpoints"), "no checkpoints");
    return Path.of(URI.create(folder.toString()));
  }

  /** A copy that a test may damage. */
  static Path copy(String name, Path into) throws IOException {
    Path folder = Files.createDirectory(into.resolve(name));
    try (Stream<Path> files = Files.list(FOLDER.resolve(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return folder;
  }
}
