package dev.rung.classifier;

import java.util.Arrays;
import java.util.Map;

/**
 * Bits by folded word; immutable once built.
 *
 * <p>Open addressing with linear probing at a load of at most a half. The caller brings the word's
 * hash, which it computes while it reads the word, so that a lookup makes no garbage.
 */
final class WordTable {
  /** Longer words are not looked up. */
  static final int MAX_WORD = 32;

  private static final int FREE = 0;

  /** What the hash so far is multiplied by for each further unit. */
  static final int FACTOR = 31;

  private final char[][] words;

  /** Of the word in each slot; {@link #FREE} where there is none. */
  private final int[] hashes;

  private final long[] bits;
  private final int mask;

  /** Units of the longest word that begins with an ideographic unit, by unit; 0 for none. */
  private final byte[] longest = new byte[Letters.IDEOGRAPHS_END - Letters.IDEOGRAPHS];

  /**
   * The words must be folded; {@link WordReader} finds those of {@link #MAX_WORD} units at most.
   */
  WordTable(Map<String, Long> bitsByWord) {
    int size = Integer.highestOneBit(Math.max(8, bitsByWord.size()) * 4 - 1);
    words = new char[size][];
    hashes = new int[size];
    bits = new long[size];
    mask = size - 1;
    bitsByWord.forEach(this::put);
  }

  /** The hash of no characters; {@link #hash} goes on from it. */
  static int emptyHash() {
    return 0;
  }

  static int hash(int hash, char next) {
    return hash * FACTOR + next;
  }

  /** The bits of the first {@code length} units of {@code word}, or 0. */
  long find(char[] word, int length, int hash) {
    return find(word, 0, length, hash);
  }

  /** The bits of {@code word[from, to)}, whose hash this is, or 0. */
  long find(char[] word, int from, int to, int hash) {
    int kept = kept(hash);
    int slot = spread(kept) & mask;
    while (hashes[slot] != FREE) {
      if (hashes[slot] == kept
          && Arrays.equals(words[slot], 0, words[slot].length, word, from, to)) {
        return bits[slot];
      }
      slot = (slot + 1) & mask;
    }
    return 0;
  }

  /** How many units the longest word has that begins with this ideographic unit; 0 for none. */
  int longestFrom(char ideograph) {
    return longest[ideograph - Letters.IDEOGRAPHS];
  }

  private void put(String word, long wordBits) {
    if (!word.isEmpty() && Letters.isIdeographic(word.charAt(0))) {
      int first = word.charAt(0) - Letters.IDEOGRAPHS;
      longest[first] = (byte) Math.max(longest[first], word.length());
    }
    int hash = emptyHash();
    for (int i = 0; i < word.length(); i++) {
      hash = hash(hash, word.charAt(i));
    }
    int kept = kept(hash);
    int slot = spread(kept) & mask;
    while (hashes[slot] != FREE) {
      slot = (slot + 1) & mask;
    }
    words[slot] = word.toCharArray();
    hashes[slot] = kept;
    bits[slot] = wordBits;
  }

  private static int kept(int hash) {
    return hash == FREE ? 1 : hash;
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 15);
  }
}
