package dev.rung.server.generate;

/**
 * Tokens of one call.
 *
 * @param inputTokens all input, cached and written to the cache included
 * @param cachedInputTokens input that the provider read from its cache
 * @param cacheWriteTokens input that the provider wrote to its cache, where it says so
 * @param outputTokens all output, reasoning included
 * @param estimated the provider gave no counts, or the call ended before it could
 */
public record Usage(
    long inputTokens,
    long cachedInputTokens,
    long cacheWriteTokens,
    long outputTokens,
    long reasoningTokens,
    boolean estimated) {
  public static final Usage NONE = new Usage(0, 0, 0, 0, false);

  public Usage {
    if (inputTokens < 0
        || cachedInputTokens < 0
        || cacheWriteTokens < 0
        || outputTokens < 0
        || reasoningTokens < 0) {
      throw new IllegalArgumentException("token counts must not be negative");
    }
    if (cachedInputTokens > inputTokens) {
      throw new IllegalArgumentException(
          "cached tokens (" + cachedInputTokens + ") exceed input tokens (" + inputTokens + ")");
    }
    if (cacheWriteTokens > inputTokens - cachedInputTokens) {
      throw new IllegalArgumentException(
          "tokens written to the cache ("
              + cacheWriteTokens
              + ") exceed input tokens that were not cached ("
              + (inputTokens - cachedInputTokens)
              + ")");
    }
  }

  /** Of a call that wrote nothing to the provider's cache. */
  public Usage(
      long inputTokens,
      long cachedInputTokens,
      long outputTokens,
      long reasoningTokens,
      boolean estimated) {
    this(inputTokens, cachedInputTokens, 0, outputTokens, reasoningTokens, estimated);
  }

  public Usage plus(Usage other) {
    return new Usage(
        inputTokens + other.inputTokens,
        cachedInputTokens + other.cachedInputTokens,
        cacheWriteTokens + other.cacheWriteTokens,
        outputTokens + other.outputTokens,
        reasoningTokens + other.reasoningTokens,
        estimated || other.estimated);
  }

  /** The same with this much output, where nobody counted it to its end. */
  public Usage estimatedWith(long output) {
    return new Usage(
        inputTokens, cachedInputTokens, cacheWriteTokens, output, reasoningTokens, true);
  }
}
