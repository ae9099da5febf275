package dev.rung.server.cache;

/**
 * Whether two orders of the same words ask the same.
 *
 * <p>They do where one phrase has changed places with what stood beside it, if that phrase begins
 * with a preposition ("in Python, how do I sort a list") or is an adverb, or is a clause that
 * stands before or behind all the rest ("if it rains, do I go"), and every word that belongs to the
 * word behind it still stands before it. "From A to B" is thus not "from B to A", and "A is faster
 * than B" not "B is faster than A".
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
    boolean phrase = isPhrase(kinds, begin, middle) || isPhrase(kinds, middle, end);
    boolean whole = begin == 0 && end == kinds.length;
    boolean clause = whole && (isClause(kinds, begin, middle) || isClause(kinds, middle, end));
    return keepsObjects && (phrase || clause);
  }

  private static boolean isPhrase(byte[] kinds, int from, int to) {
    boolean begun = kinds[from] == FunctionWords.PHRASE.code() && to - from > 1;
    boolean adverb = kinds[from] == Wordings.ADVERB && to - from == 1;
    return begun || adverb;
  }

  private static boolean isClause(byte[] kinds, int from, int to) {
    return kinds[from] == FunctionWords.CLAUSE.code() && to - from > 1;
  }

  private static boolean binds(byte kind) {
    return kind == FunctionWords.BIND.code()
        || kind == FunctionWords.CLAUSE.code()
        || kind == FunctionWords.PHRASE.code()
        || kind == Wordings.FIXED;
  }
}
