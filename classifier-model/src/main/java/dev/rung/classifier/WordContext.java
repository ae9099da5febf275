package dev.rung.classifier;

/**
 * What a word means where it stands: behind "the" it names something and asks for nothing, and
 * behind "not" or "without" it is not wanted. For one thread and one text.
 */
final class WordContext {
  /** Words behind a negation that it can deny; a denied action takes its object along. */
  private static final int REACH = 3;

  private static final long ACTIONS = Sense.bitsOf(Sense.Kind.ACTION);
  private static final long DENIABLE =
      ACTIONS
          | Sense.bitsOf(Sense.Kind.OBJECT)
          | Sense.MANY.bit()
          | Sense.COMPARISON.bit()
          | Sense.SCALE.bit()
          | Sense.INTEGRATION.bit();

  private boolean nounNext;
  private int denied;

  /** The senses of the next word of the text that count here. */
  long meant(long bits) {
    long meant = nounNext ? bits & ~ACTIONS : bits;
    nounNext = (bits & Sense.DETERMINER.bit()) != 0;
    if (denied > 0) {
      denied = (meant & ACTIONS) != 0 ? REACH : denied - 1;
      meant &= ~DENIABLE;
    }
    if ((bits & Sense.NEGATION.bit()) != 0) {
      denied = REACH;
    }
    return meant;
  }

  /** A comma, a stop or the like. */
  void clauseEnds() {
    nounNext = false;
    denied = 0;
  }
}
