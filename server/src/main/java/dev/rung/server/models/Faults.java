package dev.rung.server.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is wrong with a file of a checkpoint, in words. */
final class Faults {
  private Faults() {}

  /** Absent where the file is there and as long as it was when it was fetched. */
  static Optional<String> ofSize(Path folder, PulledFile file) throws IOException {
    Path path = folder.resolve(file.name());
    if (!Files.isRegularFile(path)) {
      return Optional.of(file.name() + " is missing");
    }
    long size = Files.size(path);
    return size == file.size()
        ? Optional.empty()
        : Optional.of(
            file.name() + " has " + size + " bytes where " + file.size() + " were fetched");
  }
}
