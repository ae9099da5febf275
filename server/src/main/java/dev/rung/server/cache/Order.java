package dev.rung.server.cache;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whether two orders of the same words ask the same.
 *
 * <p>They do where a phrase or a clause stands before all the rest of a sentence in one and behind
 * it in the other ("in Python, how do I sort a list", "if it rains, do I go"), if need be with
 * other phrases behind it, and every word that belongs to the word behind it still stands before
 * it. Inside a sentence a phrase belongs to what it stands beside: "do boys with dogs chase cats"
 * is not "do boys chase cats with dogs". Adverbs are not looked at here ({@link Adverbials}).
 */
final class Order {
  private static final int APART = -1;

  private Order() {}

  /**
   * How many words were moved; -1 where the orders may mean different things.
   *
   * @param kinds of the words of {@code one}, as {@link Places} tells
   * @param otherKinds of those of {@code other}
   */
  static int moved(long[] one, byte[] kinds, long[] other, byte[] otherKinds) {
    int length = one.length;
    if (other.length != length) {
      return APART;
    }
    int begin = 0;
    while (begin < length && one[begin] == other[begin]) {
      begin++;
    }
    if (begin == length) {
      return areSentencesJoined(kinds, otherKinds) || areSentencesJoined(otherKinds, kinds)
          ? 0
          : APART;
    }
    if (!Arrays.equals(sentences(kinds), sentences(otherKinds))) {
      return APART;
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

  /** Whether all sentences of one end where one ends in the other, too. */
  private static boolean areSentencesJoined(byte[] one, byte[] other) {
    for (int i = 0; i < one.length; i++) {
      if (Places.ends(one[i]) && !Places.ends(other[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the same words in one order, of which others are free to stand anywhere, may be the
   * same sentences.
   */
  static boolean mayJoin(byte[] one, byte[] other) {
    boolean single = sentences(one).length == 0 || sentences(other).length == 0;
    return one.length != other.length && single;
  }

  /** Where sentences end. */
  private static int[] sentences(byte[] kinds) {
    return IntStream.range(0, kinds.length).filter(i -> Places.ends(kinds[i])).toArray();
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
    boolean begins = begin == 0 || Places.ends(kinds[begin - 1]);
    boolean ends =
        end == kinds.length
            || Places.ends(kinds[end - 1])
            || (begin == 0 && beginsPart(kinds[end]));
    boolean moves =
        mayMove(kinds, begin, middle, middle, end) || mayMove(kinds, middle, end, begin, middle);
    return keepsObjects && begins && ends && moves;
  }

  /**
   * Whether a part can belong to nothing but all of the rest: that has neither a phrase of its own
   * nor a clause, as "list films that are set in Paris" has. A clause belongs to a verb, and so
   * only to the rest where that has no other verb.
   */
  private static boolean mayMove(byte[] kinds, int from, int to, int restFrom, int restTo) {
    if (!beginsPart(kinds[from]) || to - from < 2) {
      return false;
    }
    boolean phrases = false;
    boolean verbs = false;
    for (int i = restFrom; i < restTo; i++) {
      byte kind = Places.kind(kinds[i]);
      boolean asks = kind == FunctionWords.ASKING.code() && i > restFrom;
      boolean ends = Places.ends(kinds[i]) && i < restTo - 1;
      boolean says = kind == Places.SAYS;
      if (asks || ends || says || (beginsPart(kinds[i]) && kind != FunctionWords.PHRASE.code())) {
        return false;
      }
      phrases |= kind == FunctionWords.PHRASE.code();
      verbs |= kind == Places.TO;
    }
    return !phrases || (Places.kind(kinds[from]) == Places.SUBORDINATE && !verbs);
  }

  /** Whether a phrase or a clause begins here. */
  private static boolean beginsPart(byte code) {
    byte kind = Places.kind(code);
    return kind == FunctionWords.PHRASE.code()
        || kind == FunctionWords.CLAUSE.code()
        || kind == Places.SUBORDINATE;
  }

  private static boolean binds(byte code) {
    byte kind = Places.kind(code);
    return beginsPart(code)
        || kind == FunctionWords.BIND.code()
        || kind == Places.TO
        || kind == Places.FIXED;
  }
}
