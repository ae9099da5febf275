package dev.rung.local.tokenizer;

import dev.rung.local.InferenceException;
import java.util.BitSet;

/** What is known of the ids of a tokenizer. For one thread until it is complete. */
final class Vocabulary {
  private final BitSet known = new BitSet();
  private final BitSet special = new BitSet();
  private final int rows;
  private int longest = 1;

  /**
   * An empty one.
   *
   * @param rows of the model's embedding: ids must be below
   */
  Vocabulary(int rows) {
    this.rows = rows;
  }

  /**
   * Takes note of a token.
   *
   * @throws InferenceException when the model has no row for it
   */
  void add(int id, String token) throws InferenceException {
    if (id < 0 || id >= rows) {
      throw FolderFile.fault(
          TokenizerFile.NAME,
          "does not fit the model: it has the token id " + id + ", the model has " + rows + " ids");
    }
    known.set(id);
    longest = Math.max(longest, token.length());
  }

  void markSpecial(int id) {
    special.set(id);
  }

  boolean isText(int id) {
    return known.get(id) && !special.get(id);
  }

  boolean isSpecial(int id) {
    return special.get(id);
  }

  /** One more than the highest id. */
  int size() {
    return known.length();
  }

  /** Chars of the longest token, as the file writes it. */
  int longest() {
    return longest;
  }
}
