package dev.rung.local.program;

import dev.rung.local.weights.Precision;
import java.util.List;

/** The parts of a program that multiply by weights: kernels, then which layers use which. */
final class LinearParts {
  private LinearParts() {}

  static List<String> of(Precision precision) {
    return switch (precision) {
      case F32 -> List.of("linear_f32", "precision_f32");
      case BF16 -> List.of("linear_bf16", "linear_f16", "precision_bf16");
      case INT8 -> List.of("linear_bf16", "linear_int8", "precision_int8");
    };
  }
}
