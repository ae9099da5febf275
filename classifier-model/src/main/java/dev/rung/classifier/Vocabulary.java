package dev.rung.classifier;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which words, stems and pairs a judge has been trained on: a set of their hashes, in which about
 * one in fourteen of those that are not in it is taken to be (a Bloom filter with one hash; Bloom,
 * "Space/Time Trade-offs in Hash Coding with Allowable Errors", 1970). No text can be had back from
 * it. Immutable; safe for several threads.
 */
public final class Vocabulary {
  /** How many hashes are told from each other; a power of two. */
  public static final int SLOTS = 1 << 22;

  private static final int SHIFT = Integer.SIZE - 22;

  private final long[] words;

  private Vocabulary(BitSet slots) {
    words = new long[SLOTS / Long.SIZE];
    long[] set = slots.toLongArray();
    System.arraycopy(set, 0, words, 0, set.length);
  }

  /** Of everything that these texts have. */
  public static Vocabulary of(Iterable<WordGrams> texts) {
    BitSet slots = new BitSet(SLOTS);
    for (WordGrams text : texts) {
      for (int i = 0; i < text.count(); i++) {
        slots.set(text.hash(i) >>> SHIFT);
      }
    }
    return new Vocabulary(slots);
  }

  /**
   * The same, and everything that several of these texts have.
   *
   * @param least how many of them must have it
   */
  public Vocabulary with(Iterable<WordGrams> texts, int least) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (WordGrams text : texts) {
      Set<Integer> slots = new HashSet<>();
      for (int i = 0; i < text.count(); i++) {
        slots.add(text.hash(i) >>> SHIFT);
      }
      slots.forEach(slot -> counts.merge(slot, 1, Integer::sum));
    }
    BitSet all = BitSet.valueOf(words);
    counts.forEach((slot, count) -> {
      if (count >= least) {
        all.set(slot);
      }
    });
    return new Vocabulary(all);
  }

  /**
   * What {@link #toBytes} gave.
   *
   * @throws IllegalArgumentException for more than so many slots
   */
  public static Vocabulary of(byte[] bytes) {
    if (bytes.length > SLOTS / Byte.SIZE) {
      throw new IllegalArgumentException(
          "a vocabulary has at most %d bytes, not %d".formatted(SLOTS / Byte.SIZE, bytes.length));
    }
    return new Vocabulary(BitSet.valueOf(bytes));
  }

  /** Little-endian, without the zeros at the end. */
  public byte[] toBytes() {
    return BitSet.valueOf(words).toByteArray();
  }

  boolean has(int hash) {
    int slot = hash >>> SHIFT;
    return (words[slot >>> 6] & (1L << slot)) != 0;
  }
}
