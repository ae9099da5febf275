package dev.rung.classifier;

/**
 * What a word means where it stands: behind "the" it names something and asks for nothing, and
 * behind "not" or "without" it is not wanted. For one thread and one text.
 */
final class WordContext {
  /** Words behind a negation that it can deny; a denied action takes its object along. */
  private static final int REACH = 3;

  private static final long ACTIONS = Sense.bitsOf(Sense.Kind.ACTION);
  private static final long OBJECTS = Sense.bitsOf(Sense.Kind.OBJECT);
  private static final int BEHIND_OBJECT = 2;
  private static final long DENIABLE =
      ACTIONS
          | OBJECTS
          | Sense.MANY.bit()
          | Sense.COMPARISON.bit()
          | Sense.SCALE.bit()
          | Sense.INTEGRATION.bit();

  /** Words between "please" or "could you" and the action that it leads to. */
  private static final int ASKING = 2;

  private static final long FRENCH_OR_ENGLISH = Sense.QUESTION.bit() | Sense.COMMENT.bit();

  /** German "spiel": "play" where it opens a sentence, and "game" elsewhere. */
  private static final long PLAY_OR_GAME = Sense.EDIT.bit() | Sense.COMPONENT.bit();

  /** "Resume" is Spanish and French for "sum up", and something else in English. */
  private static final int RESUME = CueWords.hash("resume");

  private boolean resumed;
  private boolean nounNext;
  private int denied;
  private int asking = 1;
  private boolean courtesy;

  /**
   * The senses of the next word of the text that count here.
   *
   * @param hash of the word
   */
  long meant(long bits, int hash) {
    long meant = nounNext ? bits & ~ACTIONS : oneOf(bits);
    if (resumed && (CueWords.of(hash) & CueWords.ROMANCE) != 0) {
      meant |= Sense.SUMMARIZE.bit();
      asking = 1;
    }
    resumed = asking == 1 && hash == RESUME;
    nounNext = (bits & Sense.DETERMINER.bit()) != 0;
    if (denied > 0) {
      denied = reach(meant);
      meant &= ~DENIABLE;
    }
    if ((bits & Sense.NEGATION.bit()) != 0) {
      denied = REACH;
    }
    boolean leadsUp = courtesy && (bits & Sense.YOU.bit()) != 0;
    asking = leadsUp || (bits & Sense.PLEASE.bit()) != 0 ? ASKING : asking - 1;
    courtesy = (bits & Sense.COURTESY.bit()) != 0;
    return meant;
  }

  /** How many words on the denial reaches: with its verb last, German denies behind the object. */
  private int reach(long meant) {
    if ((meant & ACTIONS) != 0) {
      return REACH;
    }
    return (meant & OBJECTS) != 0 ? Math.max(denied - 1, BEHIND_OBJECT) : denied - 1;
  }

  /**
   * "Summary" is a text unless one is to be made ({@link Paragraph#gives}). "Comment" is a French
   * question where it opens a sentence, and a remark elsewhere; without a question mark {@link
   * Instruction} takes it for a command after all.
   */
  private long oneOf(long bits) {
    if ((bits & Sense.TEXT.bit()) != 0) {
      return bits & ~Paragraph.NOMINAL;
    }
    if ((bits & PLAY_OR_GAME) == PLAY_OR_GAME) {
      return bits & ~(asking == 1 ? Sense.COMPONENT.bit() : Sense.EDIT.bit());
    }
    if ((bits & FRENCH_OR_ENGLISH) != FRENCH_OR_ENGLISH) {
      return bits;
    }
    return asking == 1 ? bits & ~(Sense.COMMENT.bit() | Sense.REMARK.bit()) : Sense.REMARK.bit();
  }

  /** Whether an action at the last word is asked for outright: "could you write", "Write". */
  boolean isAsked() {
    return asking >= 0;
  }

  /** A comma or the like. */
  void clauseEnds() {
    nounNext = false;
    denied = 0;
  }

  /** A stop: the next sentence may begin with what is asked for. */
  void sentenceEnds() {
    clauseEnds();
    asking = 1;
    courtesy = false;
  }
}
