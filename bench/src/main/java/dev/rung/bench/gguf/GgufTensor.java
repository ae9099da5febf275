package dev.rung.bench.gguf;

import dev.rung.bench.checkpoint.RandomTensor;
import dev.rung.bench.checkpoint.Values;
import java.util.List;

/**
 * A tensor of a GGUF file.
 *
 * @param shape as checkpoints have it, the innermost dimension last
 * @param parts tensors of the checkpoint that follow each other along the first dimension
 */
record GgufTensor(String name, List<Long> shape, GgufType type, List<Part> parts) {

  /** Numbers, and how many of them. */
  record Part(Values values, long elements) {
    static Part of(RandomTensor tensor) {
      return new Part(tensor.values(), tensor.elements());
    }
  }

  GgufTensor {
    shape = List.copyOf(shape);
    parts = List.copyOf(parts);
  }

  long bytes() {
    return type.bytes(parts.stream().mapToLong(Part::elements).sum());
  }
}
