package dev.rung.local.program;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Rotary position embedding: pairs of dimensions turn by an angle that grows with the position.
 *
 * <p>Source: "RoFormer: Enhanced Transformer with Rotary Position Embedding", section 3.2.2.
 */
final class Rotation {
  private Rotation() {}

  /** Radians by which each pair turns from one position to the next. */
  static List<Double> frequencies(int dimensions, double theta) {
    return IntStream.iterate(0, i -> i < dimensions, i -> i + 2)
        .mapToObj(i -> 1 / Math.pow(theta, (double) i / dimensions))
        .toList();
  }
}
