package dev.rung.server.template;

/** Finds a keyword in a text that requests must hold. */
final class Keywords {
  private Keywords() {}

  /**
   * The longest word, which is the rarest as a rule; {@link KeywordIndex#NUMBER} where there is no
   * word but a number; "" where there is neither.
   */
  static String best(String text) {
    String best = "";
    boolean number = false;
    int at = 0;
    while (at < text.length()) {
      int end = end(text, at);
      if (Words.isDigit(text.charAt(at))) {
        number = true;
      } else if (end - at > best.length()) {
        best = text.substring(at, end);
      }
      at = Math.max(end, at + 1);
    }
    return best.isEmpty() && number ? KeywordIndex.NUMBER : best;
  }

  /** Where the run that begins here ends; here, if none does. */
  private static int end(String text, int at) {
    char first = text.charAt(at);
    if (Words.isDigit(first)) {
      return Words.endOfDigits(text, at, text.length());
    }
    if (!Words.isUnspaced(first)) {
      return Words.endOfWord(text, at, text.length());
    }
    int end = at;
    while (end < text.length()
        && end - at < Words.LONGEST_UNSPACED
        && Words.isUnspaced(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
