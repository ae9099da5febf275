package dev.rung.local.graph;

import dev.rung.local.weights.Precision;
import java.util.Optional;

/**
 * How a graph keeps and multiplies weights.
 *
 * @param layers linear layers; empty for single precision
 * @param head the output layer
 * @param accuracyLevel of {@code MatMulNBits}: 4 rounds activations to eight bits, block by block;
 *     0 multiplies in single precision
 */
public record GraphSettings(
    Optional<BlockPacking> layers, Optional<BlockPacking> head, int accuracyLevel) {
  /** Counts up when the same settings pack other bytes. */
  private static final int VERSION = 1;

  /** Products of whole numbers. */
  static final int WHOLE = 4;

  /** Nothing is rounded. */
  public static GraphSettings exact() {
    return new GraphSettings(Optional.empty(), Optional.empty(), 0);
  }

  /** Four bits in blocks, eight in the output layer, whose error goes straight into the answer. */
  public static GraphSettings int4(int block) {
    return new GraphSettings(
        Optional.of(new BlockPacking(4, block, true)),
        Optional.of(new BlockPacking(8, Precision.INT4_HEAD_BLOCK, false)),
        WHOLE);
  }

  /** Names the form of packing, for people. */
  String name() {
    return layers.map(packing -> "int" + packing.bits() + "-" + packing.block()).orElse("f32");
  }

  /** Says all that packed weights depend on beside the checkpoint. */
  String form() {
    return "version=" + VERSION + " layers=" + layers + " head=" + head;
  }
}
