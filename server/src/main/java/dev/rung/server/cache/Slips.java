package dev.rung.server.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text with the words that were meant where a finger slipped.
 *
 * @param tokens of the text, mended
 * @param share how much was mended, in words: one letter of a word is its share of the letters
 */
record Slips(List<Token> tokens, float share) {
  /** How many words that are not known are looked at. */
  private static final int MOST_UNKNOWN = 12;

  /** Of so many words one is mended. */
  private static final int WORDS_PER_SLIP = 3;

  static Slips mended(List<Token> typed) {
    int unknown = MOST_UNKNOWN;
    int left = Math.max(1, typed.size() / WORDS_PER_SLIP);
    float share = 0;
    List<Token> tokens = new ArrayList<>(typed);
    for (int i = 0; i < typed.size() && unknown > 0 && left > 0; i++) {
      Token token = typed.get(i);
      if (!token.word() || token.named() || Spelling.isWord(token.text())) {
        continue;
      }
      unknown--;
      Optional<String> meant = Spelling.meant(token.text());
      if (meant.isPresent()) {
        left--;
        share += 1f / token.text().length();
        tokens.set(i, token.as(meant.get()));
      }
    }
    return new Slips(List.copyOf(tokens), share);
  }
}
