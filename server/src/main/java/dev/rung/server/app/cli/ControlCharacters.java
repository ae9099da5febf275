package dev.rung.server.app.cli;

/**
 * Makes text harmless for a terminal: characters that a terminal would obey are shown, not sent.
 *
 * <p>Newline and tab pass. Escaped are the other control characters, ESC and the 8-bit ones among
 * them, and the marks that reorder what is read (Unicode TR9, embeddings, overrides and isolates).
 */
final class ControlCharacters {

  private ControlCharacters() {}

  static String escaped(String text) {
    int first = firstUnsafe(text);
    if (first < 0) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char character = text.charAt(i);
      if (unsafe(character)) {
        safe.append(String.format("\\u%04x", (int) character));
      } else {
        safe.append(character);
      }
    }
    return safe.toString();
  }

  private static int firstUnsafe(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (unsafe(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean unsafe(char character) {
    if (character == '\n' || character == '\t') {
      return false;
    }
    return Character.isISOControl(character)
        || (character >= '\u202a' && character <= '\u202e')
        || (character >= '\u2066' && character <= '\u2069');
  }
}
