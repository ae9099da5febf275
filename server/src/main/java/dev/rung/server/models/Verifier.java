package dev.rung.server.models;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.runtime.LocalRuntime;
import dev.rung.local.weights.PackedCheck;
import dev.rung.server.config.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads every file of a checkpoint that there is a checksum of, and compares. Checksums are those
 * of the record that a pull leaves, and of the manifest. What was packed of it is compared with it
 * as it is now. One checkpoint; its packed weights are read by several threads.
 */
final class Verifier {
  private final Path folder;
  private final Optional<Manifest> manifest;
  private final Path engines;
  private final ProgressListener listener;
  private final List<String> faults = new ArrayList<>();
  private Map<String, String> said = Map.of();

  Verifier(Path folder, Optional<Manifest> manifest, Path engines, ProgressListener listener) {
    this.folder = folder;
    this.manifest = manifest;
    this.engines = engines;
    this.listener = listener;
  }

  /**
   * Checks the folder, which is there.
   *
   * @throws IOException when a file cannot be read at all
   */
  Verification verify(String name) throws IOException {
    Optional<PulledFiles> record = record();
    said = manifest.filter(known -> isOf(record, known)).map(Manifest::sha256).orElse(Map.of());
    List<Path> files = present(record);
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    listener.starting(files.size(), bytes, 0);
    for (Path file : files) {
      compare(file, record);
    }
    // What the runtime says of files that are not as they were would only repeat it.
    if (faults.isEmpty()) {
      Inspection inspection = Inspection.of(folder);
      if (inspection.state() instanceof CheckpointState.Unsupported(String why)) {
        faults.add(why);
      }
      if (inspection.checkpoint().isPresent()) {
        comparePacked(inspection.checkpoint().get());
      }
    }
    return new Verification(name, bytes, record, faults);
  }

  private void comparePacked(Checkpoint checkpoint) throws IOException {
    try {
      int threads = Runtime.getRuntime().availableProcessors();
      List<Path> packed = LocalRuntime.packedFolders(folder, engines);
      faults.addAll(PackedCheck.faults(checkpoint, packed, threads));
    } catch (InferenceException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
  }

  private Optional<PulledFiles> record() {
    try {
      return PulledFiles.in(folder);
    } catch (IOException damaged) {
      faults.add(String.valueOf(damaged.getMessage()));
      return Optional.empty();
    }
  }

  /** Another revision than the manifest's may have been fetched on purpose. */
  private static boolean isOf(Optional<PulledFiles> record, Manifest manifest) {
    return record
        .map(pulled ->
            pulled.hubId().equals(manifest.hubId())
                && pulled.revision().equals(manifest.revision()))
        .orElse(true);
  }

  /** The files that can be compared with something; those that are missing are faults. */
  private List<Path> present(Optional<PulledFiles> record) {
    Set<String> names = new TreeSet<>(said.keySet());
    record.ifPresent(pulled -> pulled.files().forEach(file -> names.add(file.name())));
    List<Path> present = new ArrayList<>();
    for (String name : names) {
      if (Files.isRegularFile(folder.resolve(name))) {
        present.add(folder.resolve(name));
      } else {
        faults.add(name + " is missing");
      }
    }
    return present;
  }

  private void compare(Path file, Optional<PulledFiles> record) throws IOException {
    String name = String.valueOf(file.getFileName());
    int before = faults.size();
    Optional<PulledFile> fetched = record.flatMap(pulled -> pulled.find(name));
    if (fetched.isPresent()) {
      Faults.ofSize(folder, fetched.get()).ifPresent(faults::add);
    }
    boolean sizeIsWrong = faults.size() > before;
    String sum = sum(file);
    fetched
        .filter(pulled -> !sizeIsWrong && !pulled.sha256().equals(sum))
        .ifPresent(pulled ->
            faults.add(
                name + " has the SHA-256 " + sum + " where " + pulled.sha256() + " was fetched"));
    Optional.ofNullable(said.get(name))
        .filter(right -> !sizeIsWrong && !right.equals(sum))
        .ifPresent(right ->
            faults.add(name + " has the SHA-256 " + sum + " where the manifest says " + right));
    if (faults.size() == before) {
      listener.finished(name);
    }
  }

  private String sum(Path file) throws IOException {
    ContentDigest digest = new ContentDigest(Optional.empty(), 0);
    byte[] bytes = new byte[PartFile.BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        digest.update(bytes, count);
        listener.advanced(count);
      }
    }
    return digest.finish().sha256();
  }
}
