package dev.rung.bench.local;

import dev.rung.bench.checkpoint.ModelShape;
import dev.rung.bench.checkpoint.RandomTensor;
import dev.rung.local.weights.Precision;

/**
 * What the weights of a model take, scales of quantised ones not counted.
 *
 * @param read bytes that one step must read: all matrices but the embedding
 * @param packed bytes of the weights in memory: those and the embedding
 */
record Footprint(long read, long packed) {

  static Footprint of(ModelShape shape, Precision precision) {
    long matrices = 0;
    for (RandomTensor tensor : shape.tensors(0)) {
      boolean matrix = tensor.shape().size() == 2 && tensor.name().endsWith(".weight");
      matrices += matrix ? tensor.elements() : 0;
    }
    long table = shape.tensors(0).getFirst().elements();
    int bits = bits(precision);
    long read = (matrices - table) * bits / Byte.SIZE;
    return new Footprint(read, read + table * Math.max(bits, Short.SIZE) / Byte.SIZE);
  }

  /** Bits of a weight: the number in the precision's name. */
  static int bits(Precision precision) {
    return Integer.parseInt(precision.name().replaceAll("\\D", ""));
  }
}
