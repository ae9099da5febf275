package dev.rung.server.cache;

/**
 * Whether two orders of the same words ask the same.
 *
 * <p>They do where a phrase, a clause or an adverb stands before all the rest in one and behind it
 * in the other ("in Python, how do I sort a list", "if it rains, do I go"), if need be with other
 * phrases behind it, or an adverb has changed places with the first word ("briefly explain"), and
 * every word that belongs to the word behind it still stands before it. Inside a text a phrase
 * belongs to what it stands beside: "do boys with dogs chase cats" is not "do boys chase cats with
 * dogs".
 */
final class Order {
  private static final int APART = -1;

  private Order() {}

  /**
   * How many words were moved; -1 where the orders may mean different things.
   *
   * @param kinds of the words of {@code one}
   */
  static int moved(long[] one, byte[] kinds, long[] other) {
    int length = one.length;
    if (other.length != length) {
      return APART;
    }
    int begin = 0;
    while (begin < length && one[begin] == other[begin]) {
      begin++;
    }
    if (begin == length) {
      return 0;
    }
    int end = length;
    while (one[end - 1] == other[end - 1]) {
      end--;
    }
    for (int middle = begin + 1; middle < end; middle++) {
      if (swapped(one, other, begin, middle, end) && maySwap(kinds, begin, middle, end)) {
        return Math.min(middle - begin, end - middle);
      }
    }
    return APART;
  }

  /** Whether what is before the middle of one comes behind the rest in the other. */
  private static boolean swapped(long[] one, long[] other, int begin, int middle, int end) {
    int second = end - middle;
    for (int i = begin; i < end; i++) {
      int there = i < middle ? i + second : i - (middle - begin);
      if (one[i] != other[there]) {
        return false;
      }
    }
    return true;
  }

  private static boolean maySwap(byte[] kinds, int begin, int middle, int end) {
    boolean keepsObjects =
        (begin == 0 || !binds(kinds[begin - 1]))
            && !binds(kinds[middle - 1])
            && !binds(kinds[end - 1]);
    boolean whole = begin == 0 && (end == kinds.length || beginsPart(kinds[end]));
    boolean parts = isPart(kinds, begin, middle) || isPart(kinds, middle, end);
    boolean first = begin == 0 && end == 2;
    boolean adverb = isAdverb(kinds, begin, middle) || isAdverb(kinds, middle, end);
    boolean firstPlain = isPlain(kinds, begin, middle);
    boolean secondPlain = isPlain(kinds, middle, end);
    boolean partMoves = whole && parts && (firstPlain || secondPlain);
    boolean adverbMoves = (whole || first) && adverb && firstPlain && secondPlain;
    return keepsObjects && (partMoves || adverbMoves);
  }

  /**
   * Whether what moves can belong to nothing else in these words: they have neither a phrase of
   * their own nor a clause, as "list films that are set in Paris" has.
   */
  private static boolean isPlain(byte[] kinds, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean asks = kinds[i] == FunctionWords.ASKING.code() && i > from;
      if (asks || beginsPart(kinds[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPart(byte[] kinds, int from, int to) {
    return beginsPart(kinds[from]) && to - from > 1;
  }

  /** Whether a phrase or a clause begins here. */
  private static boolean beginsPart(byte kind) {
    return kind == FunctionWords.PHRASE.code() || kind == FunctionWords.CLAUSE.code();
  }

  private static boolean isAdverb(byte[] kinds, int from, int to) {
    return kinds[from] == Wordings.ADVERB && to - from == 1;
  }

  private static boolean binds(byte kind) {
    return kind == FunctionWords.BIND.code()
        || kind == FunctionWords.CLAUSE.code()
        || kind == FunctionWords.PHRASE.code()
        || kind == Wordings.FIXED;
  }
}
