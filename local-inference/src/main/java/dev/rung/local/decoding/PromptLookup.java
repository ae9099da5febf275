package dev.rung.local.decoding;

/**
 * Guesses how an answer goes on: as the text went on where its last few tokens stood before.
 * Answers that copy from their prompt are guessed well. Belongs to one answer.
 *
 * <p>Source: Saxena, "Prompt Lookup Decoding", 2023.
 */
final class PromptLookup {
  private static final int[] NONE = {};
  private static final int LONGEST_KEY = 3;
  private static final int SHORTEST_KEY = 2;

  /** Guesses in a row that were wrong from their first token on, before guessing rests. */
  private static final int PATIENCE = 2;

  private static final int SHORTEST_REST = 8;
  private static final int LONGEST_REST = 64;

  private int wrong;
  private int rest;

  /**
   * The tokens that may come next.
   *
   * @param most of them
   * @return fewer, or none, where nothing like it was there before
   */
  int[] guess(Tokens tokens, int most) {
    if (most < 1) {
      return NONE;
    }
    if (rest > 0) {
      rest--;
      return NONE;
    }
    for (int key = LONGEST_KEY; key >= SHORTEST_KEY; key--) {
      int after = lastAfter(tokens, key);
      if (after > 0) {
        return tokens.range(after, Math.min(tokens.size(), after + most));
      }
    }
    return NONE;
  }

  /** Learns how many tokens of a guess were right. */
  void checked(int right) {
    wrong = right > 0 ? 0 : wrong + 1;
    if (wrong >= PATIENCE) {
      rest = Math.min(LONGEST_REST, SHORTEST_REST << Math.min(wrong - PATIENCE, 3));
    }
  }

  /** Where the last tokens stood most recently before: the place after them, or 0. */
  private static int lastAfter(Tokens tokens, int key) {
    int end = tokens.size();
    for (int after = end - 1; after >= key; after--) {
      if (isSame(tokens, after - key, end - key, key)) {
        return after;
      }
    }
    return 0;
  }

  private static boolean isSame(Tokens tokens, int one, int other, int length) {
    for (int i = length - 1; i >= 0; i--) {
      if (tokens.get(one + i) != tokens.get(other + i)) {
        return false;
      }
    }
    return true;
  }
}
