package dev.rung.classifier;

/** The senses of a stretch of prose, and which action and object came first. */
final class Paragraph {
  private static final long ACTIONS = Sense.bitsOf(Sense.Kind.ACTION);
  private static final long OBJECTS = Sense.bitsOf(Sense.Kind.OBJECT);
  private static final int SENSES = Sense.values().length;

  private final int[] counts = new int[SENSES];
  private int action = -1;
  private int actionAt;
  private int object = -1;
  private boolean empty = true;

  /**
   * Takes the next word.
   *
   * @param bits of its senses
   * @param at which word of the text it is, from 1
   */
  void add(long bits, int at) {
    empty = false;
    if (action < 0 && (bits & ACTIONS) != 0) {
      action = Long.numberOfTrailingZeros(bits & ACTIONS);
      actionAt = at;
    }
    if (object < 0 && (bits & OBJECTS) != 0) {
      object = Long.numberOfTrailingZeros(bits & OBJECTS);
    }
    for (long left = bits; left != 0; left &= left - 1) {
      counts[Long.numberOfTrailingZeros(left)]++;
    }
  }

  boolean isEmpty() {
    return empty;
  }

  /** Index of the first action, or -1. */
  int action() {
    return action;
  }

  /** Whether an action came by this word of the text. */
  boolean actsBy(int word) {
    return action >= 0 && actionAt <= word;
  }

  /** Index of the first object, or -1. */
  int object() {
    return object;
  }

  /** The counts of both; this paragraph's array is given away. */
  SenseCounts with(Paragraph other) {
    if (!other.empty) {
      for (int i = 0; i < SENSES; i++) {
        counts[i] += other.counts[i];
      }
    }
    return new SenseCounts(counts);
  }
}
