package dev.rung.bench.checkpoint;

import java.util.Arrays;

/** The numbers of a tensor, each known by its place alone, so that any part can be made alone. */
@FunctionalInterface
public interface Values {

  /**
   * Writes some of them.
   *
   * @param first place of the first, counted row after row
   * @param into filled from its beginning to its end
   */
  void fill(long first, float[] into);

  /** The same number everywhere. */
  static Values constant(float value) {
    return (first, into) -> Arrays.fill(into, value);
  }
}
