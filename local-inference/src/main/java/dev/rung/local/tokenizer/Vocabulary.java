package dev.rung.local.tokenizer;

import dev.rung.local.InferenceException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What is known of the ids of a tokenizer. For one thread until it is complete. */
final class Vocabulary {
  private static final Pattern BYTE = Pattern.compile("<0x[0-9A-F]{2}>");

  private final BitSet known = new BitSet();
  private final BitSet special = new BitSet();
  private final int rows;
  private final Map<Integer, Byte> bytes = new HashMap<>();
  private int longest = 1;
  private boolean hasBytes;

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
    if (!TokenizerFile.isWhole(token)) {
      throw FolderFile.fault(TokenizerFile.NAME, "has the token id " + id + ", which is no text");
    }
    known.set(id);
    longest = Math.max(longest, token.length());
    if (BYTE.matcher(token).matches()) {
      bytes.put(id, (byte) Integer.parseInt(token.substring(3, 5), 16));
    }
  }

  /** Tokens such as {@code <0xE2>} stand for bytes, and not for what they are called. */
  void haveBytes() {
    hasBytes = true;
  }

  /** The byte that an id stands for; empty where it stands for text. */
  Optional<Byte> oneByte(int id) {
    return hasBytes ? Optional.ofNullable(bytes.get(id)) : Optional.empty();
  }

  void markSpecial(int id) {
    special.set(id);
  }

  boolean isText(int id) {
    return known.get(id) && !special.get(id);
  }

  boolean hasAll(int... ids) {
    return IntStream.of(ids).allMatch(known::get);
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
