package dev.rung.local.decoding;

import dev.rung.local.decoding.Decoder.Sequence;

/**
 * A sequence that is kept for prompts that begin alike. No record: each is equal to itself only.
 */
final class Kept {
  private final Sequence sequence;
  private final int[] tokens;
  private final long bytes;
  private final String scope;

  /**
   * Keeps a sequence.
   *
   * @param tokens that it holds
   * @param scope of calls that it may serve
   */
  Kept(Sequence sequence, int[] tokens, long bytes, String scope) {
    this.sequence = sequence;
    this.tokens = tokens;
    this.bytes = bytes;
    this.scope = scope;
  }

  Sequence sequence() {
    return sequence;
  }

  /** Tokens that it holds. */
  int length() {
    return tokens.length;
  }

  long bytes() {
    return bytes;
  }

  /** Tokens at the beginning that it has in common with a text; none with one of another scope. */
  int common(Tokens text, String textScope) {
    if (!scope.equals(textScope)) {
      return 0;
    }
    int most = Math.min(tokens.length, text.size());
    int count = 0;
    while (count < most && tokens[count] == text.get(count)) {
      count++;
    }
    return count;
  }

  /** Whether it can do all that another one can. */
  boolean covers(Kept other) {
    return other.length() <= length()
        && other.common(new Tokens(tokens), scope) == other.length()
        && sequence.canCut(other.length());
  }
}
