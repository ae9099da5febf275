package dev.rung.local.weights;

import java.util.Locale;

/** How linear layers are kept and multiplied. Norms, attention, scans and sums are always F32. */
public enum Precision {
  /** Single precision: as exact as the checkpoint. */
  F32,
  /** Weights, inputs and outputs of linear layers in bfloat16; logits in single precision. */
  BF16,
  /**
   * Weights of 8 bits with a scale for each output, inputs of 8 bits with a scale for each token;
   * small sensitive layers in bfloat16, logits from inputs of 16 bits.
   */
  INT8;

  /** As it is configured and logged, such as "bf16". */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
