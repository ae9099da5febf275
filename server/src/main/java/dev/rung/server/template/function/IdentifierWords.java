package dev.rung.server.template.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words that an identifier or a phrase is made of, in lower case. */
final class IdentifierWords {
  private IdentifierWords() {}

  /**
   * "parseHTTPHeader v2" gives parse, http, header, v2; empty for a text with anything but ASCII.
   */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && !isAllowed(text.charAt(i))) {
        return List.of();
      }
      if (i == text.length() || !isOfWord(text.charAt(i)) || startsWord(text, i)) {
        addWord(text.substring(start, i), words);
        start = i;
      }
    }
    return words;
  }

  private static void addWord(String piece, List<String> words) {
    String word = isOfWord(piece, 0) ? piece : piece.isEmpty() ? "" : piece.substring(1);
    if (!word.isEmpty()) {
      words.add(word.toLowerCase(Locale.ROOT));
    }
  }

  /** Whether a capital at this place begins a word: after a small letter, or before one. */
  private static boolean startsWord(String text, int at) {
    if (at == 0 || !isUpper(text, at)) {
      return false;
    }
    return isOfWord(text, at - 1) && (!isUpper(text, at - 1) || isLower(text, at + 1));
  }

  private static boolean isUpper(String text, int at) {
    return text.charAt(at) >= 'A' && text.charAt(at) <= 'Z';
  }

  private static boolean isLower(String text, int at) {
    return at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z';
  }

  private static boolean isOfWord(String text, int at) {
    return at < text.length() && isOfWord(text.charAt(at));
  }

  private static boolean isOfWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isAllowed(char c) {
    return isOfWord(c) || c == ' ' || c == '_' || c == '-';
  }
}
