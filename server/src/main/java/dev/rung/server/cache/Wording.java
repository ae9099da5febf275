package dev.rung.server.cache;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How a question is worded, as hashes of its words.
 *
 * <p>Two wordings are similar where they have the same words, but for slips of a finger, courtesies
 * and signs between words, and where the order of words differs in a way that does not matter, or
 * where they have the same letters with other spaces between them. Immutable.
 */
public final class Wording {
  private static final double SPACED_OTHERWISE = 0.98;
  private static final double MOVED = 0.1;
  private static final double COURTESY = 0.005;
  private static final int OTHER_SPACES = 2;
  private static final int HEAD = 3 * Long.BYTES + 32 + 4 * Integer.BYTES;

  private final CacheKey partition;
  private final long bag;
  private final long letters;
  private final long guard;
  private final long[] words;
  private final byte[] kinds;
  private final int size;
  private final float slips;
  private final int courtesies;

  /**
   * @param partition everything else that is asked
   * @param bag of all words in whatever order
   * @param letters of all of them in this order without the spaces between words
   * @param guard of the words that stand in both texts as often, however they are spaced
   * @param words whose order counts, in their order
   * @param kinds of each of them what {@link Places} tells
   * @param size how many words there are
   * @param slips how much of the words was mistyped, in words
   * @param courtesies words that say nothing
   */
  Wording(
      CacheKey partition,
      long bag,
      long letters,
      long guard,
      long[] words,
      byte[] kinds,
      int size,
      float slips,
      int courtesies) {
    this.partition = partition;
    this.bag = bag;
    this.letters = letters;
    this.guard = guard;
    this.words = words;
    this.kinds = kinds;
    this.size = size;
    this.slips = slips;
    this.courtesies = courtesies;
  }

  /** What all wordings with these words in this partition share. */
  long byWords() {
    return partition.a() * 31 + bag;
  }

  /** What all wordings with these letters in this partition share. */
  long byLetters() {
    return partition.a() * 31 + letters + 1;
  }

  /** How similar, 0 to 1; absent where they may mean different things. */
  OptionalDouble similarity(Wording other) {
    if (!partition.equals(other.partition) || guard != other.guard) {
      return OptionalDouble.empty();
    }
    if (slips > 0 && other.slips > 0 && letters != other.letters) {
      return OptionalDouble.empty();
    }
    double slipped = (slips + other.slips) / Math.max(1, Math.min(size, other.size));
    double courteous = COURTESY * Math.abs(courtesies - other.courtesies);
    if (bag == other.bag && size == other.size) {
      int moved = Order.moved(words, kinds, other.words, other.kinds);
      if (moved >= 0) {
        return OptionalDouble.of(
            Math.max(0, 1 - slipped - courteous - MOVED * moved / Math.max(1, size)));
      }
    }
    // With as many words a space is at another place: "an aim" is not "a naim".
    int spaces = Math.abs(size - other.size);
    boolean sameWords = bag == other.bag && Order.mayJoin(kinds, other.kinds);
    boolean sameLetters = letters == other.letters && spaces <= OTHER_SPACES;
    return sameLetters && (spaces > 0 || sameWords)
        ? OptionalDouble.of(Math.max(0, SPACED_OTHERWISE - courteous))
        : OptionalDouble.empty();
  }

  /** In memory. */
  int bytes() {
    return HEAD + words.length * (Long.BYTES + 1) + 2 * 16;
  }

  void write(DataOutput out) throws IOException {
    out.write(partition.bytes());
    out.writeLong(bag);
    out.writeLong(letters);
    out.writeLong(guard);
    out.writeInt(words.length);
    for (long word : words) {
      out.writeLong(word);
    }
    out.write(kinds);
    out.writeInt(size);
    out.writeFloat(slips);
    out.writeInt(courtesies);
  }

  static Wording read(DataInput in) throws IOException {
    byte[] digest = new byte[32];
    in.readFully(digest);
    long bag = in.readLong();
    long letters = in.readLong();
    long guard = in.readLong();
    int count = in.readInt();
    if (count < 0 || count > Wordings.MOST_WORDS) {
      throw new IOException("a wording of " + count + " words");
    }
    long[] words = new long[count];
    for (int i = 0; i < count; i++) {
      words[i] = in.readLong();
    }
    byte[] kinds = new byte[count];
    in.readFully(kinds);
    return new Wording(
        CacheKey.of(digest),
        bag,
        letters,
        guard,
        words,
        kinds,
        in.readInt(),
        in.readFloat(),
        in.readInt());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Wording that
        && partition.equals(that.partition)
        && bag == that.bag
        && letters == that.letters
        && guard == that.guard
        && size == that.size
        && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(byWords());
  }

  /** Without the words. */
  @Override
  public String toString() {
    return "Wording[" + size + " words, " + courtesies + " courtesies]";
  }
}
