package dev.rung.server.template;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which templates may match a text, by the words in it. Immutable.
 *
 * <p>A run of digits is the keyword {@link #NUMBER}; {@link Words} says what a word is. A text
 * without any keyword costs one pass over it and no allocation: an open-addressed table is probed
 * with the words where they stand.
 */
final class KeywordIndex {
  /** The keyword that any number stands for. */
  static final String NUMBER = "#";

  private static final int[] NO_TEMPLATES = {};

  /** Never changed. */
  private static final BitSet NONE = new BitSet(0);

  /** By the lower bits of a character: the longest keyword without spaces that begins with it. */
  private final byte[] longestUnspaced = new byte[1 << 10];

  private final String[] words;
  private final int[][] templates;
  private final int[] ofNumbers;

  private KeywordIndex(Map<String, BitSet> byWord) {
    BitSet numbers = byWord.getOrDefault(NUMBER, new BitSet());
    ofNumbers = numbers.stream().toArray();
    int slots = Integer.highestOneBit(Math.max(byWord.size(), 4)) * 4;
    words = new String[slots];
    templates = new int[slots][];
    Arrays.fill(words, "");
    Arrays.fill(templates, NO_TEMPLATES);
    byWord.forEach((word, ids) -> put(word, ids.stream().toArray()));
  }

  /** An index in which template i has the keywords at place i. */
  static KeywordIndex of(List<List<String>> keywords) {
    Map<String, BitSet> byWord = new HashMap<>();
    for (int id = 0; id < keywords.size(); id++) {
      for (String keyword : keywords.get(id)) {
        byWord.computeIfAbsent(Words.lower(keyword), any -> new BitSet()).set(id);
      }
    }
    return new KeywordIndex(byWord);
  }

  /** Whether a keyword can ever be found: it is one word, or {@link #NUMBER}. */
  static boolean isKeyword(String keyword) {
    return keyword.equals(NUMBER) || Words.isWord(keyword);
  }

  /** The templates with a keyword in the first {@code end} characters; ascending. */
  BitSet candidates(String text, int end) {
    BitSet found = NONE;
    int at = 0;
    while (at < end) {
      char c = text.charAt(at);
      int[] hits = NO_TEMPLATES;
      if (Words.isDigit(c)) {
        at = Words.endOfDigits(text, at, end);
        hits = ofNumbers;
      } else if (Words.isOfWord(c)) {
        int start = at;
        at = Words.endOfWord(text, at, end);
        hits = find(text, start, at);
      } else {
        found = withUnspaced(text, at, end, found);
        at++;
      }
      found = with(found, hits);
    }
    return found;
  }

  /** With the keywords of a script without spaces that begin here. */
  private BitSet withUnspaced(String text, int at, int end, BitSet found) {
    int longest = Math.min(longestUnspaced[lowerBits(text.charAt(at))], end - at);
    BitSet all = found;
    for (int length = 1; length <= longest; length++) {
      all = with(all, find(text, at, at + length));
    }
    return all;
  }

  private static BitSet with(BitSet found, int[] more) {
    if (more.length == 0) {
      return found;
    }
    BitSet all = found.isEmpty() ? new BitSet() : found;
    for (int id : more) {
      all.set(id);
    }
    return all;
  }

  private void put(String word, int[] ids) {
    int slot = slot(Words.hash(word, 0, word.length()));
    while (!words[slot].isEmpty()) {
      slot = slot(slot + 1);
    }
    words[slot] = word;
    templates[slot] = ids;
    if (Words.isUnspaced(word.charAt(0))) {
      int first = lowerBits(word.charAt(0));
      longestUnspaced[first] = (byte) Math.max(longestUnspaced[first], word.length());
    }
  }

  private int[] find(String text, int start, int end) {
    int slot = slot(Words.hash(text, start, end));
    while (!words[slot].isEmpty()) {
      String word = words[slot];
      if (word.length() == end - start && Words.isSame(word, text, start)) {
        return templates[slot];
      }
      slot = slot(slot + 1);
    }
    return NO_TEMPLATES;
  }

  private static int lowerBits(char c) {
    return c & ((1 << 10) - 1);
  }

  private int slot(int hash) {
    return hash & (words.length - 1);
  }
}
