package dev.rung.server.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text with the words that were meant where a finger slipped, in one spelling.
 *
 * @param tokens of the text, mended, as an American spells them
 * @param share how much was mended, in words: one letter of a word is its share of the letters
 */
record Slips(List<Token> tokens, float share) {
  /** How many words that are not known are looked at. */
  private static final int MOST_UNKNOWN = 12;

  /** Of so many words one is mended. */
  private static final int WORDS_PER_SLIP = 3;

  /** What a text says that is about how words are spelt: there nothing is a slip. */
  private static final Set<String> ABOUT_SPELLING = WordList.words("about-words.txt", "spelling");

  /** The same where the text is about spelling. */
  static Slips mended(List<Token> typed) {
    if (typed.stream().anyMatch(token -> ABOUT_SPELLING.contains(token.text()))) {
      return new Slips(typed, 0);
    }
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
    return new Slips(BritishSpelling.asAmerican(tokens), share);
  }
}
