package dev.rung.server.template;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which templates may match a text, by the words in it. Immutable.
 *
 * <p>A word is a run of letters, marks and digits that begins with no ASCII digit; case does not
 * count. A run of ASCII digits is the keyword {@link #NUMBER}. A text without any keyword costs one
 * pass over it and no allocation: an open-addressed table is probed with a hash that is built while
 * the word is read.
 */
final class KeywordIndex {
  /** The keyword that any number stands for. */
  static final String NUMBER = "#";

  private static final int[] NO_TEMPLATES = {};

  private final String[] words;
  private final int[][] templates;
  private final int[] ofNumbers;

  private KeywordIndex(Map<String, BitSet> byWord) {
    BitSet numbers = byWord.getOrDefault(NUMBER, new BitSet());
    ofNumbers = numbers.stream().toArray();
    int slots = Integer.highestOneBit(Math.max(byWord.size(), 4)) * 4;
    words = new String[slots];
    templates = new int[slots][];
    java.util.Arrays.fill(words, "");
    java.util.Arrays.fill(templates, NO_TEMPLATES);
    byWord.forEach((word, ids) -> put(word, ids.stream().toArray()));
  }

  /** An index in which template i has the keywords at place i. */
  static KeywordIndex of(List<List<String>> keywords) {
    Map<String, BitSet> byWord = new HashMap<>();
    for (int id = 0; id < keywords.size(); id++) {
      for (String keyword : keywords.get(id)) {
        byWord.computeIfAbsent(lower(keyword), any -> new BitSet()).set(id);
      }
    }
    return new KeywordIndex(byWord);
  }

  /** Whether a keyword can ever be found: it is one word, or {@link #NUMBER}. */
  static boolean isKeyword(String keyword) {
    return keyword.equals(NUMBER)
        || (!keyword.isEmpty()
            && !isDigit(keyword.charAt(0))
            && keyword.chars().allMatch(c -> isOfWord((char) c)));
  }

  /** The templates with a keyword in the first {@code end} characters; ascending. */
  BitSet candidates(String text, int end) {
    BitSet found = NONE;
    int at = 0;
    while (at < end) {
      char c = text.charAt(at);
      int[] hits = NO_TEMPLATES;
      if (isDigit(c)) {
        at = endOfDigits(text, at, end);
        hits = ofNumbers;
      } else if (isOfWord(c)) {
        int start = at;
        at = endOfWord(text, at, end);
        hits = find(text, start, at);
      } else {
        at++;
      }
      found = with(found, hits);
    }
    return found;
  }

  /** Never changed. */
  private static final BitSet NONE = new BitSet(0);

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
    int slot = slot(hash(word, 0, word.length()));
    while (!words[slot].isEmpty()) {
      slot = slot(slot + 1);
    }
    words[slot] = word;
    templates[slot] = ids;
  }

  private int[] find(String text, int start, int end) {
    int slot = slot(hash(text, start, end));
    while (!words[slot].isEmpty()) {
      String word = words[slot];
      if (word.length() == end - start && isSame(word, text, start)) {
        return templates[slot];
      }
      slot = slot(slot + 1);
    }
    return NO_TEMPLATES;
  }

  private int slot(int hash) {
    return hash & (words.length - 1);
  }

  private static int hash(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + lower(text.charAt(i));
    }
    return hash ^ (hash >>> 15);
  }

  private static boolean isSame(String word, String text, int start) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) != lower(text.charAt(start + i))) {
        return false;
      }
    }
    return true;
  }

  private static int endOfDigits(String text, int from, int end) {
    int at = from;
    while (at < end && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int endOfWord(String text, int from, int end) {
    int at = from;
    while (at < end && isOfWord(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String lower(String word) {
    var lower = new StringBuilder(word.length());
    word.chars().forEach(c -> lower.append(lower((char) c)));
    return lower.toString();
  }

  private static char lower(char c) {
    return Character.toLowerCase(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isOfWord(char c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> Character.isLetterOrDigit(c);
    };
  }
}
