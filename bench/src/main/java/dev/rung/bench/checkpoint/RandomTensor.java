package dev.rung.bench.checkpoint;

import java.util.Arrays;
import java.util.List;

/** A tensor to be made, by its name in a checkpoint. */
public record RandomTensor(String name, List<Long> shape, Values values) {
  public RandomTensor {
    shape = List.copyOf(shape);
  }

  static RandomTensor of(String name, Values values, long... shape) {
    return new RandomTensor(name, Arrays.stream(shape).boxed().toList(), values);
  }

  public long elements() {
    return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
  }
}
