package dev.rung.local.graph;

import java.util.Optional;

/**
 * How a graph keeps and multiplies weights.
 *
 * @param layers linear layers; empty for single precision
 * @param head the output layer
 * @param accuracyLevel of {@code MatMulNBits}: 4 rounds activations to eight bits, block by block;
 *     0 multiplies in single precision
 */
record GraphSettings(
    Optional<BlockPacking> layers, Optional<BlockPacking> head, int accuracyLevel) {
  /** Products of whole numbers. */
  static final int WHOLE = 4;

  /** Nothing is rounded. */
  static GraphSettings exact() {
    return new GraphSettings(Optional.empty(), Optional.empty(), 0);
  }

  /** Four bits in blocks, eight in the output layer, whose error goes straight into the answer. */
  static GraphSettings int4(int block) {
    return new GraphSettings(
        Optional.of(new BlockPacking(4, block, true)),
        Optional.of(new BlockPacking(8, 32, false)),
        WHOLE);
  }

  /** Names all that packed weights depend on. */
  String form() {
    return "layers=" + layers + " head=" + head;
  }
}
