package dev.rung.local.checkpoint;

import java.util.List;

/**
 * How the frequencies of a rotary position embedding are stretched for texts longer than those of
 * the first training. Source: {@code modeling_rope_utils.py} of transformers.
 */
public sealed interface RopeScaling {

  /** How long a text may be in a window of so many tokens. */
  default int longest(int window) {
    return window;
  }

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

  /**
   * Each frequency is divided by a factor of its own ("LongRoPE: Extending LLM Context Window
   * Beyond 2 Million Tokens", section 3). Texts longer than those of the first training would have
   * other factors, which would change what was computed of their beginning.
   *
   * @param factors of each pair of dimensions
   * @param strength by which sines and cosines are multiplied
   * @param original window of the first training
   */
  record LongRope(List<Double> factors, double strength, int original) implements RopeScaling {
    public LongRope {
      factors = List.copyOf(factors);
    }

    @Override
    public int longest(int window) {
      return Math.min(window, original);
    }
  }
}
