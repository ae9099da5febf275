package dev.rung.server.models;

import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.graph.OrtDecoder;
import dev.rung.local.weights.PackedSize;
import dev.rung.server.config.Precision;
import java.util.EnumMap;
import java.util.Map;

/**
 * About how much memory weights take, those that are looked up and scales of packed ones included.
 * Caches come on top.
 */
final class MemoryNeed {
  private MemoryNeed() {}

  static Map<Precision, Long> of(Checkpoint checkpoint) {
    Map<Precision, Long> need = new EnumMap<>(Precision.class);
    need.put(Precision.F32, packed(checkpoint, Precision.F32));
    need.put(Precision.BF16, packed(checkpoint, Precision.BF16));
    need.put(Precision.INT8, packed(checkpoint, Precision.INT8));
    if (OrtDecoder.fault(checkpoint).isEmpty()) {
      need.put(Precision.INT4, packed(checkpoint, Precision.INT4));
    }
    return need;
  }

  private static long packed(Checkpoint checkpoint, Precision precision) {
    return PackedSize.bytes(checkpoint, dev.rung.local.weights.Precision.valueOf(precision.name()));
  }
}
