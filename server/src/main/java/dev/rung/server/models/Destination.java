package dev.rung.server.models;

import dev.rung.server.config.HubId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides whether a checkpoint may be put into a place. */
final class Destination {
  private Destination() {}

  /**
   * The folder that the checkpoint will be; a model's folder may be a link to where there is room.
   *
   * @throws IOException when something else is there
   */
  static Path of(Path wanted, HubId id) throws IOException {
    Path target = Files.exists(wanted) ? wanted.toRealPath() : wanted.toAbsolutePath().normalize();
    if (target.getParent() == null) {
      throw new IOException(target + " cannot hold a checkpoint: choose a folder for it with --to");
    }
    if (Files.exists(target)) {
      requireSame(target, id);
      requireCheckpoint(target);
    }
    return target;
  }

  private static void requireSame(Path target, HubId id) throws IOException {
    Optional<HubId> other =
        PulledFiles.readableIn(target)
            .map(PulledFiles::hubId)
            .filter(held -> !held.toString().equalsIgnoreCase(id.toString()));
    if (other.isPresent()) {
      throw new IOException(
          target + " holds " + other.get() + ": choose another folder for " + id + " with --to");
    }
  }

  /** A folder that is no checkpoint, and not empty, belongs to somebody else. */
  private static void requireCheckpoint(Path target) throws IOException {
    if (!Inspection.isCheckpoint(target) && !isEmptyFolder(target)) {
      throw new IOException(
          target + " is there and holds no checkpoint: choose another folder with --to");
    }
  }

  private static boolean isEmptyFolder(Path target) throws IOException {
    if (!Files.isDirectory(target)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(target)) {
      return entries.findAny().isEmpty();
    }
  }
}
