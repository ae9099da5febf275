package dev.rung.server.template;

/**
 * The words of a text, read where they stand. A word is a run of letters, marks and digits that
 * begins with no digit; case does not count. Characters beyond the basic plane are of no word.
 *
 * <p>Chinese and Japanese put no spaces between words: every run of their characters, wherever it
 * begins and ends, is a word.
 */
final class Words {
  private Words() {}

  /** A longer run of a script without spaces is no word. */
  static final int LONGEST_UNSPACED = 8;

  /** Whether all of a text is one word. */
  static boolean isWord(String text) {
    if (text.isEmpty() || isDigit(text.charAt(0))) {
      return false;
    }
    return isUnspaced(text.charAt(0))
        ? text.length() <= LONGEST_UNSPACED && text.chars().allMatch(c -> isUnspaced((char) c))
        : endOfWord(text, 0, text.length()) == text.length();
  }

  /** Whether this is of a script that puts no spaces between words: Han, Hiragana or Katakana. */
  static boolean isUnspaced(char c) {
    return c >= '々'
        && (c == '々'
            || (c >= '\u3040' && c <= '\u30FF')
            || (c >= '\u3400' && c <= '\u9FFF')
            || (c >= '\uF900' && c <= '\uFAFF'));
  }

  static int endOfDigits(String text, int from, int end) {
    int at = from;
    while (at < end && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  static int endOfWord(String text, int from, int end) {
    int at = from;
    while (at < end && isOfWord(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The same for a word in any case. */
  static int hash(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + Character.toLowerCase(text.charAt(i));
    }
    return hash ^ (hash >>> 15);
  }

  /** Whether a word in lower case stands at this place, in any case. */
  static boolean isSame(String word, String text, int start) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) != Character.toLowerCase(text.charAt(start + i))) {
        return false;
      }
    }
    return true;
  }

  /** In lower case, character by character, as {@link #hash} and {@link #isSame} see it. */
  static String lower(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.toLowerCase(text.charAt(i)) != text.charAt(i)) {
        return lowerFrom(text, i);
      }
    }
    return text;
  }

  private static String lowerFrom(String text, int from) {
    char[] lower = text.toCharArray();
    for (int i = from; i < lower.length; i++) {
      lower[i] = Character.toLowerCase(lower[i]);
    }
    return new String(lower);
  }

  static boolean isDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= '०' && c <= '९') || (c >= '０' && c <= '９');
  }

  static boolean isOfWord(char c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    if (isUnspaced(c)) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> Character.isLetterOrDigit(c);
    };
  }
}
