package dev.rung.local;

/**
 * What a loaded model is.
 *
 * @param architecture as its configuration names it, such as "PhiForCausalLM"
 * @param contextWindow tokens of input and output together
 */
public record ModelInfo(String architecture, int contextWindow) {
  public ModelInfo {
    if (contextWindow < 1) {
      throw new IllegalArgumentException("contextWindow must be 1 or more, not " + contextWindow);
    }
  }
}
