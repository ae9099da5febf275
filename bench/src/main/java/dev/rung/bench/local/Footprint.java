package dev.rung.bench.local;

import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.weights.PackedSize;
import dev.rung.local.weights.Precision;
import dev.rung.local.weights.Weight;
import dev.rung.local.weights.WeightMap;

/**
 * What the weights of a model take.
 *
 * @param read bytes that one step must read: all weights but the table of which it looks up a row
 * @param packed bytes of the weights in memory
 */
record Footprint(long read, long packed) {

  static Footprint of(Checkpoint checkpoint, Precision precision) {
    long table =
        WeightMap.of(checkpoint.config()).weights().stream()
            .filter(weight -> weight.kind() == Weight.Kind.TABLE)
            .flatMap(weight -> weight.pieces().stream())
            .mapToLong(piece -> piece.shape().stream().reduce(1L, Math::multiplyExact))
            .sum();
    long packed = PackedSize.bytes(checkpoint, precision);
    return new Footprint(packed - Short.BYTES * table, packed);
  }

  /** Bits of a weight: the number in the precision's name. */
  static int bits(Precision precision) {
    return Integer.parseInt(precision.name().replaceAll("\\D", ""));
  }
}
