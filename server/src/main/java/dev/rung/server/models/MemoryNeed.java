package dev.rung.server.models;

import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.server.config.Precision;
import java.util.EnumMap;
import java.util.Map;

/**
 * About how much memory weights take. Embeddings stay in bf16 at lower precisions, and packed
 * weights have scales, so that 8 and 4 bits a number are not quite reached. Caches come on top.
 */
final class MemoryNeed {
  private static final double F32_BYTES = 4;
  private static final double BF16_BYTES = 2;
  private static final double INT8_BYTES = 1.05;
  private static final double INT4_BYTES = 0.63;

  private MemoryNeed() {}

  static Map<Precision, Long> of(Checkpoint checkpoint) {
    long numbers =
        checkpoint.tensors().names().stream()
            .flatMap(name -> checkpoint.tensors().find(name).stream())
            .mapToLong(Tensor::elements)
            .sum();
    Map<Precision, Long> need = new EnumMap<>(Precision.class);
    need.put(Precision.F32, Math.round(numbers * F32_BYTES));
    need.put(Precision.BF16, Math.round(numbers * BF16_BYTES));
    need.put(Precision.INT8, Math.round(numbers * INT8_BYTES));
    need.put(Precision.INT4, Math.round(numbers * INT4_BYTES));
    return need;
  }
}
