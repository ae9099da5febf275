package dev.rung.server.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A request as templates look at it.
 *
 * @param text all of it, without white space around it and courtesy before it
 * @param phrases the {@link Phrase#readings} of it, if it is short and plain enough
 * @param opening of the text, up to {@value #MAX_OPENING} characters
 */
record Request(String text, List<LoweredText> phrases, LoweredText opening) {
  /** How much of a request the opening words of a template may take, in characters. */
  static final int MAX_OPENING = 80;

  static Request of(String raw) {
    String stripped = raw.strip();
    String text = stripped.substring(Courtesy.start(stripped));
    String opening = text.substring(0, Math.min(text.length(), MAX_OPENING));
    List<LoweredText> phrases = new ArrayList<>(2);
    for (Phrase phrase : Phrase.readings(raw)) {
      phrases.add(LoweredText.of(phrase.text()));
    }
    return new Request(text, phrases, LoweredText.of(opening));
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
