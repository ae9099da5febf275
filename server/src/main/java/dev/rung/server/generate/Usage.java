package dev.rung.server.generate;

/**
 * Tokens of one call.
 *
 * @param inputTokens all input, cached included
 * @param outputTokens all output, reasoning included
 * @param estimated the provider gave no counts, or the call ended before it could
 */
public record Usage(
    long inputTokens,
    long cachedInputTokens,
    long outputTokens,
    long reasoningTokens,
    boolean estimated) {
  public static final Usage NONE = new Usage(0, 0, 0, 0, false);

  public Usage {
    if (inputTokens < 0 || cachedInputTokens < 0 || outputTokens < 0 || reasoningTokens < 0) {
      throw new IllegalArgumentException("token counts must not be negative");
    }
    if (cachedInputTokens > inputTokens) {
      throw new IllegalArgumentException(
          "cached tokens (" + cachedInputTokens + ") exceed input tokens (" + inputTokens + ")");
    }
  }

  public Usage plus(Usage other) {
    return new Usage(
        inputTokens + other.inputTokens,
        cachedInputTokens + other.cachedInputTokens,
        outputTokens + other.outputTokens,
        reasoningTokens + other.reasoningTokens,
        estimated || other.estimated);
  }
}
