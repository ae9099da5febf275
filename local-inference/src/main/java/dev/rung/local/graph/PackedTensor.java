package dev.rung.local.graph;

import dev.rung.onnx.ElementType;
import java.util.List;

/**
 * A tensor of a file with packed weights.
 *
 * @param offset of its first byte
 */
record PackedTensor(String name, ElementType type, List<Long> shape, long offset) {
  PackedTensor {
    shape = List.copyOf(shape);
  }

  long bytes() {
    return type.bytes() * shape.stream().reduce(1L, (a, b) -> a * b);
  }
}
