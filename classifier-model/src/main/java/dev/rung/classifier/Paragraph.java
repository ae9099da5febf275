package dev.rung.classifier;

/**
 * The senses of a stretch of prose, and which action and object it asks for: the first ones, but in
 * a sentence whose verb comes last the last ones.
 */
final class Paragraph {
  private static final long ACTIONS = Sense.bitsOf(Sense.Kind.ACTION);
  private static final long OBJECTS = Sense.bitsOf(Sense.Kind.OBJECT);
  private static final int SENSES = Sense.values().length;
  private static final int NONE = -1;

  /** Actions of which a noun is asked for as well: "write a summary of ...". */
  static final long NOMINAL = Sense.SUMMARIZE.bit() | Sense.TRANSLATE.bit();

  private static final long GIVING = Sense.CREATE.bit() | Sense.STATE.bit();

  /** Words between the giving and what is given. */
  private static final int NOMINAL_REACH = 4;

  /** Words between "then" and the action that it leads to. */
  private static final int STEP = 2;

  /** Words between an action and a denial behind it. */
  private static final int DENIAL_REACH = 6;

  private final int[] counts = new int[SENSES];
  private int action = NONE;
  private int actionAt;
  private int object = NONE;
  private int objectAt;
  private int firstAt;
  private int firstObject = NONE;
  private int stepAt = -STEP - 1;
  private boolean objectOpen = true;
  private boolean verbLast;
  private boolean closed;
  private boolean askedFor;
  private boolean empty = true;

  /**
   * Takes the next word.
   *
   * @param bits of its senses
   * @param at which word of the text it is, from 1
   * @param asked whether an action here is asked for outright, not just told about
   */
  void add(long bits, int at, boolean asked) {
    empty = false;
    if ((bits & Sense.DENIAL.bit()) != 0) {
      deny(at);
    }
    if ((bits & Sense.CLAUSE.bit()) != 0) {
      sentenceEnds();
    }
    takeAction(bits & ACTIONS, at, asked);
    takeObject(bits & OBJECTS, at);
    stepAt = (bits & Sense.SEQUENCE.bit()) != 0 ? at : stepAt;
    for (long left = bits; left != 0; left &= left - 1) {
      counts[Long.numberOfTrailingZeros(left)]++;
    }
  }

  /** A letter of a script whose sentences end with their verb. */
  void verbComesLast() {
    verbLast = !closed;
  }

  /** Chinese 的: what was named belongs to what follows, so that the next object is the one. */
  void headFollows() {
    objectOpen = true;
  }

  void sentenceEnds() {
    if (action >= 0) {
      closed = true;
      verbLast = false;
    }
  }

  /** Whether the action is asked for outright. */
  boolean isOutright() {
    return askedFor;
  }

  boolean isEmpty() {
    return empty;
  }

  /** Index of the action asked for, or -1. */
  int action() {
    return action;
  }

  /** Whether an action came by this word of the text. */
  boolean actsBy(int word) {
    return action >= 0 && actionAt <= word;
  }

  /** Whether the action just before this word of the text is to make or to tell something. */
  boolean gives(int at) {
    return action >= 0 && (GIVING >>> action & 1) != 0 && at - actionAt <= NOMINAL_REACH;
  }

  /** Index of the object, or -1. */
  int object() {
    return object;
  }

  /** Whether the object came by this word of the text, and before any action. */
  boolean namesFirstBy(int word) {
    return firstObject >= 0 && firstAt <= word && (action < 0 || firstAt < actionAt);
  }

  /** Index of the object that was named first, or -1. */
  int firstObject() {
    return firstObject;
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

  /** What was asked for shortly before is not wanted; with its verb last, nor is its object. */
  private void deny(int at) {
    if (action >= 0 && at - actionAt <= DENIAL_REACH) {
      action = NONE;
      objectOpen = true;
    }
    if (verbLast && action < 0 && object >= 0 && at - objectAt <= DENIAL_REACH) {
      object = NONE;
      firstObject = NONE;
    }
  }

  private void takeAction(long bits, int at, boolean asked) {
    if (bits == 0) {
      return;
    }
    boolean step = at - stepAt <= STEP && (bits & Sense.DESIGN.bit()) != 0;
    boolean outright = asked && !askedFor && counts[Sense.DEFECT.index()] == 0;
    boolean nominal = (bits & NOMINAL) != 0 && gives(at);
    if (action < 0 || verbLast || step || outright || nominal) {
      askedFor |= asked;
      objectOpen |= !verbLast;
      action = Long.numberOfTrailingZeros(step ? Sense.DESIGN.bit() : bits);
      actionAt = at;
    }
  }

  private void takeObject(long bits, int at) {
    if (bits != 0 && firstObject < 0) {
      firstObject = Long.numberOfTrailingZeros(bits);
      firstAt = at;
    }
    if (bits != 0 && (object < 0 || objectOpen || verbLast)) {
      object = Long.numberOfTrailingZeros(bits);
      objectAt = at;
      objectOpen = false;
    }
  }
}
