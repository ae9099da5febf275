package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.device.OrtEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Decoders of small checkpoints for tests. */
final class Graphs {
  static final Path CACHE = Path.of(System.getProperty("java.io.tmpdir"), "rung-engine");
  private static final long CACHE_LIMIT = 100_000_000;

  private Graphs() {}

  static OrtDecoder load(Path folder, GraphSettings settings, int sequences)
      throws InferenceException {
    Checkpoint checkpoint = Checkpoint.read(folder);
    GraphArchitecture architecture = GraphArchitecture.of(checkpoint.config());
    PackedModel packed = PackedModel.plan(checkpoint, architecture, settings);
    try {
      Path file = Files.createTempFile("rung-graph", ".weights");
      try {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          Packer.pack(packed, checkpoint.tensors(), 1, channel);
        }
        return OrtDecoder.start(
            OrtEngine.start(CACHE),
            checkpoint,
            architecture,
            packed,
            file,
            1,
            sequences,
            CACHE_LIMIT);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
