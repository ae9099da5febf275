package dev.rung.local.weights;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares packed weights with the checkpoint that they would be used for, byte by byte. */
public final class PackedCheck {
  private PackedCheck() {}

  /**
   * What is wrong, a line each. Weights that the next start would make anew in any case, since the
   * checkpoint changed, are passed over.
   *
   * @param folders as of a {@link PackedCache}; need not exist
   * @param threads that compute checksums
   * @throws InferenceException when the checkpoint cannot be read
   * @throws IOException when a folder cannot be read
   */
  public static List<String> faults(Checkpoint checkpoint, List<Path> folders, int threads)
      throws InferenceException, IOException {
    List<String> faults = new ArrayList<>();
    for (Path folder : folders) {
      for (Path file : PackedCache.files(folder, "")) {
        Optional<String> fault = fault(checkpoint, file, threads);
        fault.ifPresent(why -> faults.add(folder.getFileName() + "/" + file.getFileName() + why));
      }
    }
    return faults;
  }

  private static Optional<String> fault(Checkpoint checkpoint, Path file, int threads)
      throws InferenceException, IOException {
    Optional<PackedRecord> record = PackedRecord.of(file);
    Optional<String> form = record.map(PackedRecord::contents).flatMap(CheckpointSource::form);
    if (record.isEmpty() || form.isEmpty()) {
      return Optional.empty();
    }
    CheckpointSource source = new CheckpointSource(checkpoint, form.get(), threads);
    if (!source.stamp().equals(record.get().stamp())) {
      return Optional.empty();
    }
    if (!Files.exists(file) || !Checksums.match(file, threads)) {
      return Optional.of(" is damaged; the next start makes it again");
    }
    return source.contents().equals(record.get().contents())
        ? Optional.empty()
        : Optional.of(" was packed of other weights than the checkpoint has now: delete it");
  }
}
