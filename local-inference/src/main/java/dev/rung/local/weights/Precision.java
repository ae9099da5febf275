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
  INT8,
  /**
   * Weights of 4 bits in blocks with a scale and a zero each, inputs of 8 bits in blocks; the
   * output layer in 8 bits. Attention models on the CPU only.
   */
  INT4;

  /** Weights of a block in INT4. */
  public static final int INT4_BLOCK = 128;

  /** Weights of a block in the output layer of INT4. */
  public static final int INT4_HEAD_BLOCK = 32;

  /** As it is configured and logged, such as "bf16". */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
