package dev.rung.server.models;

import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.server.provider.local.Suitability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder looked at without reading its weights: whether the files are there as they were fetched,
 * and whether the runtime can make something of their headers.
 *
 * @param record what was fetched, where that is known
 * @param checkpoint absent where the state says why
 */
record Inspection(
    CheckpointState state, Optional<PulledFiles> record, Optional<Checkpoint> checkpoint) {

  /** Whether a folder looks like a checkpoint at all. */
  static boolean isCheckpoint(Path folder) {
    return Files.isRegularFile(folder.resolve("config.json"))
        || Files.isRegularFile(folder.resolve(PulledFiles.FILE));
  }

  static Inspection of(Path folder) {
    try {
      Optional<PulledFiles> record = PulledFiles.in(folder);
      Optional<String> damage = damage(folder, record);
      return damage.isPresent()
          ? new Inspection(
              new CheckpointState.Damaged(damage.get()), record, Optional.<Checkpoint>empty())
          : read(folder, record);
    } catch (IOException e) {
      return new Inspection(
          new CheckpointState.Damaged(String.valueOf(e.getMessage())),
          Optional.empty(),
          Optional.empty());
    }
  }

  private static Optional<String> damage(Path folder, Optional<PulledFiles> record)
      throws IOException {
    for (PulledFile file : record.map(PulledFiles::files).orElse(List.of())) {
      Optional<String> fault = Faults.ofSize(folder, file);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Inspection read(Path folder, Optional<PulledFiles> record) {
    Suitability suitability = Suitability.of(folder);
    CheckpointState state =
        suitability
            .fault()
            .<CheckpointState>map(CheckpointState.Unsupported::new)
            .orElseGet(CheckpointState.Ready::new);
    return new Inspection(state, record, suitability.checkpoint());
  }
}
