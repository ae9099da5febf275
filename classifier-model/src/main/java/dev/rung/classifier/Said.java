package dev.rung.classifier;

/**
 * Words of a text as a list has them: folded, with underscores between them. For one thread; makes
 * no garbage.
 */
final class Said {
  private final WordTable table;
  private final char[] letters;
  private int length;
  private int hash;

  /**
   * Nothing yet.
   *
   * @param words how many there can be
   */
  Said(WordTable table, int words) {
    this.table = table;
    letters = new char[words * (WordTable.MAX_WORD + 1)];
  }

  /** The bits of this word alone. */
  long only(String text, int start, int end) {
    length = 0;
    return next(text, start, end);
  }

  /** The bits of the words so far and this one; so much of it as can be in the list. */
  long next(String text, int start, int end) {
    if (length == 0) {
      hash = WordTable.emptyHash();
    } else {
      add('_');
    }
    int most = Math.min(end, start + WordTable.MAX_WORD);
    for (int at = start; at < most; at++) {
      char c = text.charAt(at);
      if (!Letters.isAccent(c)) {
        add(Letters.fold(c));
      }
    }
    return table.find(letters, length, hash);
  }

  private void add(char letter) {
    letters[length++] = letter;
    hash = WordTable.hash(hash, letter);
  }
}
