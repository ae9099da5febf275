package dev.rung.server.cache;

/**
 * A piece of a text.
 *
 * @param text in small letters where its case does not count
 * @param word whether it is an ordinary word, which may be mistyped; else it counts as it is
 *     written
 * @param named whether it is written as a name is: with a capital inside a sentence
 * @param behind a comma or the like behind it, a colon before others; {@link #NOTHING} if none is
 */
record Token(String text, boolean word, boolean named, char behind) {
  static final char NOTHING = 0;

  Token endingPhrase(char sign) {
    boolean first = behind == NOTHING || sign == ':';
    return first ? new Token(text, word, named, sign) : this;
  }

  /** Whether a comma or the like stands behind it. */
  boolean broken() {
    return behind != NOTHING;
  }

  /** Whether it is the last one of a sentence that has a sign at its end. */
  boolean endsSentence() {
    return behind != NOTHING && ".!?…;।。！？".indexOf(behind) >= 0;
  }

  /** Whether what is behind it is what it tells of. */
  boolean announces() {
    return behind == ':';
  }

  /** Whether it is of a script that puts no spaces between words, such as Chinese. */
  boolean unspaced() {
    return !word && Unspaced.isIn(text);
  }

  Token as(String other) {
    return new Token(other, word, named, behind);
  }
}
