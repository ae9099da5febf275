package dev.rung.local.runtime;

import dev.rung.local.device.CpuFeatures;
import dev.rung.local.weights.Precision;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The precision in which a model runs.
 *
 * @param reason why, for the log
 */
record ChosenPrecision(Precision precision, String reason) {
  /** By how much more perplexity, as a share of that in BF16, 8 bits count as exact enough. */
  private static final double BEARABLE_LOSS = 0.01;

  /** For a GPU: bfloat16 is what it is built for. */
  static ChosenPrecision onGpu(Optional<Precision> asked) {
    return asked
        .map(precision -> new ChosenPrecision(precision, "as configured"))
        .orElseGet(() -> new ChosenPrecision(Precision.BF16, "GPUs are fastest at it"));
  }

  /**
   * Whether 8 bits lose little enough.
   *
   * @param loss as for {@link #of}
   */
  static boolean isBearable(double loss) {
    return loss <= BEARABLE_LOSS;
  }

  /**
   * Chooses for a CPU.
   *
   * @param asked absent: the fastest that is exact enough
   * @param int8Loss what this checkpoint's perplexity in INT8 was found to be above that in BF16,
   *     as a share of it; absent while nobody has measured it: what outliers a model has, and so
   *     what 8 bits do to it, can be known in no other way
   */
  static ChosenPrecision of(Optional<Precision> asked, CpuFeatures cpu, OptionalDouble int8Loss) {
    if (asked.isPresent()) {
      return new ChosenPrecision(asked.get(), "as configured");
    }
    if (int8Loss.isPresent() && isBearable(int8Loss.getAsDouble())) {
      return new ChosenPrecision(
          Precision.INT8, "measured perplexity is within 1 % of that in bf16");
    }
    if (cpu.bf16().isPresent()) {
      return new ChosenPrecision(Precision.BF16, "the CPU has " + cpu.bf16().get());
    }
    return cpu.f16()
        ? new ChosenPrecision(
            Precision.BF16,
            "its weights kept as f16, since the CPU has neither amx_bf16 nor avx512_bf16")
        : new ChosenPrecision(Precision.F32, "the CPU shows no bfloat16, and no avx2 with f16c");
  }
}
