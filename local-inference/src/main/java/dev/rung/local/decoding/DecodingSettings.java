package dev.rung.local.decoding;

import java.time.Duration;

/**
 * How one model is shared.
 *
 * @param maxSequences answers that are made at once at most
 * @param maxWaiting calls that wait for their turn at most
 * @param prefillTokens tokens of prompts in one step at most: how long answers at work wait while a
 *     prompt is read
 * @param cacheBytes memory of all that the model remembers: of answers at work and for reuse
 * @param reuse whether what the model remembers of past prompts is kept while there is memory
 * @param draftTokens that are guessed and checked in one step at most; 0 guesses nothing
 * @param tidyAfter how long after work, and how often during it, free memory is given back
 * @param closeLimit how long closing waits for the step at work
 */
public record DecodingSettings(
    int maxSequences,
    int maxWaiting,
    int prefillTokens,
    long cacheBytes,
    boolean reuse,
    int draftTokens,
    Duration tidyAfter,
    Duration closeLimit) {
  /**
   * A C library keeps what is freed between pieces that are in use. To give that back takes some
   * milliseconds, and as long again to have it back.
   */
  public static final Duration TIDY_AFTER = Duration.ofMinutes(1);

  /** With the memory that is to be had, and what suits most machines. */
  public static DecodingSettings withCache(long cacheBytes) {
    return new DecodingSettings(
        8, 64, 128, cacheBytes, true, 7, TIDY_AFTER, Duration.ofSeconds(10));
  }

  public DecodingSettings {
    atLeast(1, maxSequences, "maxSequences");
    atLeast(0, maxWaiting, "maxWaiting");
    atLeast(1, prefillTokens, "prefillTokens");
    atLeast(1, cacheBytes, "cacheBytes");
    atLeast(0, draftTokens, "draftTokens");
  }

  private static void atLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be " + least + " or more, not " + value);
    }
  }
}
