package dev.rung.local.graph;

import dev.rung.local.weights.Precision;
import java.nio.file.Path;

/**
 * How a graph runs.
 *
 * @param engine folder in which ONNX Runtime's libraries are unpacked
 * @param threads that one step uses, and packing
 * @param sequences that one run of the graph takes at most; more of a step are several runs
 */
public record OrtSettings(Path engine, GraphSettings graph, int threads, int sequences) {
  /** Each sequence more in a graph costs a little in every step, also where it is not used. */
  private static final int MOST_SEQUENCES = 8;

  public OrtSettings {
    if (threads < 1 || sequences < 1) {
      throw new IllegalArgumentException("threads and sequences must be 1 or more");
    }
  }

  /** Four bits. */
  public static OrtSettings int4(Path engine, int threads, int sequences) {
    return new OrtSettings(
        engine,
        GraphSettings.int4(Precision.INT4_BLOCK),
        threads,
        Math.min(sequences, MOST_SEQUENCES));
  }
}
