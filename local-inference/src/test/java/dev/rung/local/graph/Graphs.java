package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.weights.PackedCache;
import java.nio.file.Path;
import java.util.List;

/** Decoders of small checkpoints for tests. */
final class Graphs {
  static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
  private static final long CACHE_LIMIT = 100_000_000;

  private Graphs() {}

  /** Loads without keeping packed weights. */
  static OrtDecoder load(Path folder, GraphSettings settings, int sequences)
      throws InferenceException {
    return load(folder, settings, sequences, new PackedCache(List.of(), TEMPORARY, 1));
  }

  static OrtDecoder load(Path folder, GraphSettings settings, int sequences, PackedCache cache)
      throws InferenceException {
    return OrtDecoder.load(
        Checkpoint.read(folder),
        new OrtSettings(TEMPORARY.resolve("rung-engine"), settings, 1, sequences),
        cache,
        CACHE_LIMIT);
  }
}
