package dev.rung.local.checkpoint;

/**
 * How the frequencies of a rotary position embedding are stretched for texts longer than those of
 * the first training. Source: {@code modeling_rope_utils.py} of transformers.
 */
public sealed interface RopeScaling {

  /** They are not. */
  record None() implements RopeScaling {}

  /** All are divided by a factor. */
  record Linear(double factor) implements RopeScaling {}

  /**
   * Low frequencies are divided, high ones are left, and those between are blended (Llama 3.1).
   *
   * @param lowFactor turns within the original window below which a frequency is low
   * @param highFactor turns above which it is high
   * @param original window of the first training
   */
  record Llama3(double factor, double lowFactor, double highFactor, int original)
      implements RopeScaling {}

  /**
   * Low frequencies are divided, high ones are left, and those between are blended by their place
   * ("YaRN: Efficient Context Window Extension of Large Language Models", section 3).
   *
   * @param fast turns within the original window from which a frequency is left
   * @param slow turns below which it is divided
   * @param strength by which sines and cosines are multiplied
   * @param truncated whether the places of both borders are rounded outwards
   * @param original window of the first training
   */
  record Yarn(
      double factor, double fast, double slow, double strength, boolean truncated, int original)
      implements RopeScaling {}
}
