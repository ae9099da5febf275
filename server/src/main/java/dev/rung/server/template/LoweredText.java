package dev.rung.server.template;

/**
 * A text as it is and in lower case, character by character.
 *
 * @param lower as long as the text
 */
record LoweredText(String text, String lower) {
  static LoweredText of(String text) {
    return new LoweredText(text, Words.lower(text));
  }
}
