package dev.rung.classifier;

/**
 * Cuts a piece of text into words and looks each up, whole, in a table.
 *
 * <p>A word is a run of letters, digits and marks. Where a script has no spaces (Han, kana), the
 * longest entry of at most eight characters that begins at a place is taken. For one thread; owns
 * its scratch space, so that reading makes no garbage.
 */
final class WordReader {
  static final int NO_NUMBER = -1;
  private static final int LONGEST_IDEOGRAPHIC = 8;
  private static final int LONGEST_NUMBER = 9;
  private static final int LONGEST_COUNTER = 2;
  private static final int NEAR = 40;
  private static final int SHORTEST_COMPOUND = 11;
  private static final int SHORTEST_PART = 5;
  private static final int SHORTEST_FRONT = 3;
  private static final int STEM = 5;

  /** The same of Hangul, whose letters are syllables. */
  private static final int SYLLABLES = 2;

  /** What is told of every word. */
  interface Sink {
    /**
     * Told of one word.
     *
     * @param bits of the table, 0 where the word is not in it
     * @param number that it begins with, at most 9 digits; {@link #NO_NUMBER} where it begins with
     *     none
     */
    void word(long bits, int number);
  }

  private final WordTable table;
  private final Sink sink;
  private final long compounds;
  private final char[] scratch = new char[WordTable.MAX_WORD];

  /** The hash of what of a long word stands from each place on. */
  private final int[] parts = new int[WordTable.MAX_WORD];

  private int hash;
  private int stem;
  private boolean hangul;

  WordReader(WordTable table, Sink sink) {
    this(table, sink, 0);
  }

  /**
   * A reader that also knows compounds.
   *
   * @param compounds the bits that the last part of an unknown long word hands on to the whole
   */
  WordReader(WordTable table, Sink sink, long compounds) {
    this.table = table;
    this.compounds = compounds;
    this.sink = sink;
  }

  /** Of the whole word that was read last, folded. */
  int hash() {
    return hash;
  }

  /** Of the first letters of the word that was read last: five, or two of Hangul. */
  int stem() {
    return stem;
  }

  /** The stem of a Korean word, the whole of any other. */
  int korean() {
    return hangul ? stem : hash;
  }

  /** Reads the word that begins at {@code from}, and returns where it ends. */
  int read(String text, int from, int to) {
    return Letters.isIdeographic(text.charAt(from))
        ? readIdeographic(text, from, to)
        : readWord(text, from, to);
  }

  private int readWord(String text, int from, int to) {
    hash = WordTable.emptyHash();
    int length = 0;
    hangul = Letters.isHangul(text.charAt(from));
    int stemEnd = hangul ? SYLLABLES : STEM;
    int at = from;
    for (; at < to; at++) {
      char c = text.charAt(at);
      if (!Letters.inWord(c) || Letters.isIdeographic(c)) {
        break;
      }
      if (!Letters.isAccent(c) && length++ < WordTable.MAX_WORD) {
        scratch[length - 1] = Letters.fold(c);
        hash = WordTable.hash(hash, scratch[length - 1]);
        stem = length <= stemEnd ? hash : stem;
      }
    }
    long bits = length <= WordTable.MAX_WORD ? table.find(scratch, length, hash) : 0;
    if (bits == 0
        && compounds != 0
        && length >= SHORTEST_COMPOUND
        && length <= WordTable.MAX_WORD) {
      bits = compound(length);
    }
    sink.word(bits, number(text, from, at));
    return at;
  }

  /** The senses of the last part of a word such as "Marketingstrategie": the longest known. */
  private long compound(int length) {
    int last = length - SHORTEST_PART;
    int part = WordTable.emptyHash();
    int weight = 1;
    for (int at = length - 1; at >= SHORTEST_FRONT; at--) {
      part += weight * scratch[at];
      weight *= WordTable.FACTOR;
      parts[at] = part;
    }
    for (int from = SHORTEST_FRONT; from <= last; from++) {
      long bits = table.find(scratch, from, length, parts[from]) & compounds;
      if (bits != 0) {
        return bits;
      }
    }
    return 0;
  }

  private static int number(String text, int from, int to) {
    if (isCounter(text, from, to)) {
      return NO_NUMBER;
    }
    int number = NO_NUMBER;
    for (int at = from; at < Math.min(to, from + LONGEST_NUMBER); at++) {
      int digit = Character.digit(text.charAt(at), 10);
      if (digit < 0) {
        break;
      }
      number = Math.max(number, 0) * 10 + digit;
    }
    return number;
  }

  /** "1)", which counts what follows and is no figure. */
  private static boolean isCounter(String text, int from, int to) {
    return to - from <= LONGEST_COUNTER
        && to < text.length()
        && text.charAt(to) == ')'
        && (from == 0 || text.charAt(from - 1) <= ' ')
        && !isBracketed(text, from);
  }

  /** Whether a bracket was opened shortly before: "(she has 3)". */
  private static boolean isBracketed(String text, int from) {
    int at = from - 1;
    int least = Math.max(0, from - NEAR);
    while (at >= least && text.charAt(at) != '(' && text.charAt(at) != ')') {
      at--;
    }
    return at >= least && text.charAt(at) == '(';
  }

  private int readIdeographic(String text, int from, int to) {
    int running = WordTable.emptyHash();
    long bits = 0;
    int taken = 1;
    hash = WordTable.hash(running, text.charAt(from));
    int longest = Math.min(LONGEST_IDEOGRAPHIC, table.longestFrom(text.charAt(from)));
    for (int length = 1; length <= longest && from + length <= to; length++) {
      char c = text.charAt(from + length - 1);
      if (!Letters.isIdeographic(c)) {
        break;
      }
      scratch[length - 1] = c;
      running = WordTable.hash(running, c);
      long found = table.find(scratch, length, running);
      if (found != 0) {
        bits = found;
        taken = length;
        hash = running;
      }
    }
    stem = hash;
    hangul = false;
    sink.word(bits, NO_NUMBER);
    return from + taken;
  }
}
