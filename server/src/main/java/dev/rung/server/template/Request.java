package dev.rung.server.template;

import java.util.Optional;

/**
 * A request as templates look at it.
 *
 * @param text all of it, without white space around it and courtesy before it
 * @param phrase the same as a phrase, if it is short and plain enough
 * @param opening of the text, up to {@value #MAX_OPENING} characters
 */
record Request(String text, Optional<LoweredText> phrase, LoweredText opening) {
  /** How much of a request the opening words of a template may take, in characters. */
  static final int MAX_OPENING = 80;

  static Request of(String raw) {
    String stripped = raw.strip();
    String text = stripped.substring(Courtesy.start(stripped));
    String opening = text.substring(0, Math.min(text.length(), MAX_OPENING));
    return new Request(
        text, Phrase.of(raw).map(phrase -> LoweredText.of(phrase.text())), LoweredText.of(opening));
  }

  /** Whether every surrogate has its other half; a text without cannot be sent back. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /**
   * Whether a payload that was found in the phrase is in the request as it is, and no mark that the
   * phrase lost can be part of it.
   */
  boolean holdsVerbatim(String payload) {
    return text.contains(payload) && ".!。！".indexOf(text.charAt(text.length() - 1)) < 0;
  }

  String afterOpening(int end) {
    return text.substring(end);
  }
}
