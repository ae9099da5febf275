package dev.rung.server.models;

import dev.rung.server.config.Manifest;
import dev.rung.server.config.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The models folder with the manifests: which checkpoints there are or could be. Safe for several
 * threads; looks anew each time.
 */
public final class Shelf {
  private final Path folder;
  private final Manifests manifests;

  /**
   * A shelf.
   *
   * @param folder need not exist
   */
  public Shelf(Path folder, Manifests manifests) {
    this.folder = folder;
    this.manifests = manifests;
  }

  /** Where a checkpoint of this name lies, or will. */
  public Path place(String name) {
    return folder.resolve(name);
  }

  /** The names of all checkpoints that are here, complete or not as far as a look tells. */
  public List<String> present() throws IOException {
    return names(folder).stream().filter(name -> Inspection.isCheckpoint(place(name))).toList();
  }

  /**
   * Every checkpoint that a manifest describes or that is here, by name. Reads headers, no weights.
   *
   * @throws IOException when the folder cannot be read
   */
  public List<CheckpointReport> reports() throws IOException {
    Set<String> names = new TreeSet<>(present());
    manifests.all().forEach(manifest -> names.add(manifest.name()));
    for (String name : names(folder.resolve(Staging.FOLDER))) {
      if (UnfinishedPull.of(place(name)).isPresent()) {
        names.add(name);
      }
    }
    List<CheckpointReport> reports = new ArrayList<>();
    for (String name : names) {
      reports.add(report(name));
    }
    return reports;
  }

  private CheckpointReport report(String name) throws IOException {
    Path place = place(name);
    if (Inspection.isCheckpoint(place)) {
      return present(name, place);
    }
    Optional<UnfinishedPull> progress = UnfinishedPull.of(place);
    CheckpointState state =
        progress
            .<CheckpointState>map(part -> new CheckpointState.Partial(part.percent()))
            .orElseGet(CheckpointState.Absent::new);
    return new CheckpointReport(
        name,
        hubId(name),
        state,
        progress.map(UnfinishedPull::here).orElse(0L),
        manifests
            .find(name)
            .map(Manifest::downloadBytes)
            .or(() -> progress.map(UnfinishedPull::total))
            .orElse(0L),
        memory(name));
  }

  private Optional<String> hubId(String name) {
    return manifests.find(name).map(manifest -> manifest.hubId().toString());
  }

  private Map<String, Long> memory(String name) {
    return manifests.find(name).map(Manifest::memoryBytes).map(Shelf::labelled).orElse(Map.of());
  }

  private static Map<String, Long> labelled(Map<Precision, Long> bytes) {
    Map<String, Long> labelled = new HashMap<>();
    bytes.forEach((precision, need) -> labelled.put(precision.label(), need));
    return labelled;
  }

  private CheckpointReport present(String name, Path place) throws IOException {
    Inspection inspection = Inspection.of(place);
    Optional<String> id =
        inspection.record().map(record -> record.hubId().toString()).or(() -> hubId(name));
    Map<String, Long> memory =
        inspection
            .checkpoint()
            .map(MemoryNeed::of)
            .map(Shelf::labelled)
            .orElseGet(() -> memory(name));
    long download =
        inspection
            .record()
            .map(PulledFiles::bytes)
            .or(() -> manifests.find(name).map(Manifest::downloadBytes))
            .orElse(0L);
    return new CheckpointReport(name, id, inspection.state(), bytes(place), download, memory);
  }

  private static long bytes(Path place) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  /** Of folders whose names are not hidden. */
  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }
}
