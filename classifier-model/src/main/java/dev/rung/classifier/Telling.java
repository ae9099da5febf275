package dev.rung.classifier;

/** Whether a prompt tells something before it asks, as a word problem does. For one text. */
final class Telling {
  /** Words before the question from which a sentence with its verb last has told something. */
  private static final int LONG = 10;

  private boolean clauseEnded;
  private boolean asked;
  private boolean told;

  /** A comma, a stop or the like. */
  void clauseEnds() {
    clauseEnded = true;
  }

  /**
   * Takes the next word.
   *
   * @param at which word of the text it is, from 1
   * @param verbLast whether the sentences of this text end with their verb
   */
  void word(long bits, int at, boolean verbLast) {
    if (!asked && (bits & Sense.QUESTION.bit()) != 0) {
      asked = true;
      told = clauseEnded || (verbLast && at > LONG);
    }
  }

  boolean told() {
    return told;
  }
}
