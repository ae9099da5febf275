package dev.rung.server.cache;

/**
 * A piece of a text.
 *
 * @param text in small letters where its case does not count
 * @param word whether it is an ordinary word, which may be mistyped; else it counts as it is
 *     written
 * @param named whether it is written as a name is: with a capital inside a sentence
 * @param broken whether a comma or the like stands behind it
 */
record Token(String text, boolean word, boolean named, boolean broken) {
  Token endingPhrase() {
    return broken ? this : new Token(text, word, named, true);
  }

  /** Whether it is of a script that puts no spaces between words, such as Chinese. */
  boolean unspaced() {
    return !word && Unspaced.isIn(text);
  }

  Token as(String other) {
    return new Token(other, word, named, broken);
  }
}
