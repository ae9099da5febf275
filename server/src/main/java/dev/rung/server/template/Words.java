package dev.rung.server.template;

/**
 * The words of a text, read where they stand. A word is a run of letters, marks and digits that
 * begins with no ASCII digit; case does not count. Characters beyond the basic plane are of no
 * word.
 */
final class Words {
  private Words() {}

  /** Whether all of a text is one word. */
  static boolean isWord(String text) {
    return !text.isEmpty()
        && !isDigit(text.charAt(0))
        && endOfWord(text, 0, text.length()) == text.length();
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
  static String lower(String word) {
    var lower = new StringBuilder(word.length());
    word.chars().forEach(c -> lower.append(Character.toLowerCase((char) c)));
    return lower.toString();
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isOfWord(char c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> Character.isLetterOrDigit(c);
    };
  }
}
