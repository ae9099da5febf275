package dev.rung.local.decoding;

import dev.rung.local.decoding.Decoder.Sequence;

/**
 * A sequence that is kept for prompts that begin alike.
 *
 * @param tokens that it holds
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by identity only.
record Kept(Sequence sequence, int[] tokens, long bytes) {

  /** Tokens at the beginning that it has in common with a text. */
  int common(Tokens text) {
    int most = Math.min(tokens.length, text.size());
    int count = 0;
    while (count < most && tokens[count] == text.get(count)) {
      count++;
    }
    return count;
  }
}
