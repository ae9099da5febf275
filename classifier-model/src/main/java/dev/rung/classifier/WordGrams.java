package dev.rung.classifier;

import java.util.Arrays;

/**
 * Words of an instruction, their stems and pairs of neighbours, as numbers of buckets (the hashing
 * trick: Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009). No text
 * can be had back from them. Immutable once read.
 *
 * <p>Quoted, pasted and fenced material has no part in it, nor has what an instruction is done to.
 * Of long instructions the first {@value #HEAD} words count and the last {@value #TAIL}.
 */
public final class WordGrams {
  /** How many buckets there are; a power of two. */
  public static final int BUCKETS = 1 << 15;

  private static final int HEAD = 160;
  private static final int TAIL = 48;
  private static final int PER_WORD = 3;
  private static final int DIGITS = 1 << Byte.SIZE;

  /** The first words are told from the same words further behind. */
  private static final int OPENING = 2;

  private static final int WORD = 0x2545F491;
  private static final int STEM = 0x6C8E9CF5;
  private static final int PAIR = 0x3C6EF372;
  private static final int FIRST = 0x1B873593;
  private static final int NONE = 0;

  private int[] hashes = new int[64];
  private int count;
  private int words;
  private int headEnd;
  private int previous = NONE;

  /** Only what this package reads makes them. */
  WordGrams() {}

  /** How many there are, repeated ones included. */
  public int count() {
    return count;
  }

  /** A number from 0 to {@link #BUCKETS} - 1. */
  public int id(int index) {
    return hash(index) & (BUCKETS - 1);
  }

  int hash(int index) {
    if (index >= count) {
      throw new IndexOutOfBoundsException(index);
    }
    return hashes[index];
  }

  /** The bucket of each, each bucket once, in ascending order. */
  public int[] distinct() {
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = id(i);
    }
    Arrays.sort(ids);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || ids[i] != ids[i - 1]) {
        ids[kept++] = ids[i];
      }
    }
    return Arrays.copyOf(ids, kept);
  }

  /** What a judge that was trained on a vocabulary knows of them. */
  public Familiar familiar(Vocabulary vocabulary) {
    int[] marked = new int[count];
    int strange = 0;
    for (int i = 0; i < count; i++) {
      int mark = vocabulary.has(hashes[i]) ? 0 : 1;
      marked[i] = id(i) << 1 | mark;
      strange += mark;
    }
    double unfamiliar = count == 0 ? 0 : (double) strange / count;
    // Of one bucket those that are known come first.
    marked = sorted(marked);
    int[] known = new int[count];
    int[] all = new int[count];
    int ofKnown = 0;
    int ofAll = 0;
    for (int next : marked) {
      int id = next >>> 1;
      if (ofAll == 0 || all[ofAll - 1] != id) {
        all[ofAll++] = id;
        if ((next & 1) == 0) {
          known[ofKnown++] = id;
        }
      }
    }
    return new Familiar(Arrays.copyOf(known, ofKnown), Arrays.copyOf(all, ofAll), unfamiliar);
  }

  /**
   * Ascending, by one digit of eight bits after the other (LSD radix sort: Knuth, "The Art of
   * Computer Programming" 3, 5.2.5), which for so few small numbers takes half of the time that
   * comparing them does.
   *
   * @param numbers 0 to 2 * {@link #BUCKETS} - 1
   */
  private static int[] sorted(int[] numbers) {
    int[] from = numbers;
    int[] to = new int[numbers.length];
    int[] ends = new int[DIGITS + 1];
    for (int shift = 0; 1 << shift < 2 * BUCKETS; shift += Byte.SIZE) {
      Arrays.fill(ends, 0);
      for (int number : from) {
        ends[(number >>> shift & (DIGITS - 1)) + 1]++;
      }
      for (int digit = 0; digit < DIGITS; digit++) {
        ends[digit + 1] += ends[digit];
      }
      for (int number : from) {
        to[ends[number >>> shift & (DIGITS - 1)]++] = number;
      }
      int[] done = to;
      to = from;
      from = done;
    }
    return from;
  }

  /**
   * Takes the next word.
   *
   * @param hash of the whole word
   * @param stem hash of its beginning; the same as that of the whole for a short one
   */
  void word(int hash, int stem) {
    if (words >= HEAD + TAIL && words % TAIL == 0) {
      dropOldest();
    }
    if (words < OPENING) {
      add(hash, FIRST + words);
    }
    add(hash, WORD);
    if (stem != hash) {
      add(stem, STEM);
    }
    if (previous != NONE) {
      add(previous * 31 + hash, PAIR);
    }
    previous = hash;
    words++;
    if (words == HEAD) {
      headEnd = count;
    }
  }

  /** A stop or a line's end: what follows is no neighbour. */
  void breaks() {
    previous = NONE;
  }

  private void dropOldest() {
    int keep = Math.min(count - headEnd, TAIL * PER_WORD);
    System.arraycopy(hashes, count - keep, hashes, headEnd, keep);
    count = headEnd + keep;
  }

  private void add(int hash, int kind) {
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * count);
    }
    int mixed = (hash ^ kind) * 0x9E3779B1;
    mixed = (mixed ^ (mixed >>> 15)) * 0x85EBCA77;
    hashes[count++] = mixed ^ (mixed >>> 13);
  }
}
