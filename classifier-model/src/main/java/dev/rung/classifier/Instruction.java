package dev.rung.classifier;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked, put together from the beginning and the end of a prompt.
 *
 * @param opening the first words
 * @param closing the last paragraph, where it is not part of the opening
 * @param early word up to which an action of the opening is its own
 * @param words of prose in all
 */
record Instruction(Paragraph opening, Paragraph closing, int early, int words) {
  private static final Sense[] SENSES = Sense.values();

  /** Named at the beginning, such a thing is a wish: "a function that ..." */
  private static final Set<Sense> WISHES =
      EnumSet.of(
          Sense.FUNCTION,
          Sense.TEST,
          Sense.CLASS,
          Sense.COMPONENT,
          Sense.MODULE,
          Sense.API,
          Sense.STORY);

  private static final int WISH_BEGINS = 4;
  private static final int WISH_WORDS = 40;

  /** In so few words "a distributed cache" is not the piece of code of that name. */
  private static final int TERSE = 8;

  TextFeatures features(
      int length,
      int shown,
      int sentences,
      int questions,
      int listItems,
      int numbers,
      int quoted,
      Mood mood,
      boolean otherScript,
      boolean foreign,
      boolean material,
      boolean told,
      boolean remark,
      boolean persona,
      Asked asked,
      QuestionPlace question,
      Layout layout,
      Cues cues) {
    boolean behind =
        mood == Mood.STATEMENT && !persona && !opening.isOutright() && closing.isOutright();
    boolean opens = (opening.actsBy(early) && !behind) || closing.action() < 0;
    Paragraph asking = opens ? opening : closing;
    int thing = asking.object() >= 0 ? asking.object() : opening.object();
    Optional<Sense> action = senseOf(asking.action());
    Optional<Sense> object = senseOf(thing);
    SenseCounts senses = opening.with(closing);
    boolean asks = questions > 0 || (otherScript && action.isEmpty() && senses.has(Sense.QUESTION));
    if (remark && questions == 0 && words <= WISH_WORDS) {
      action = Optional.of(Sense.COMMENT);
    }
    Mood put = moodOf(mood, asks, remark && questions == 0);
    boolean named =
        (!otherScript || action.isEmpty())
            && opening.namesFirstBy(WISH_BEGINS)
            && words <= WISH_WORDS
            && !senses.has(Sense.ARCHITECTURE)
            && !senses.has(Sense.STRATEGY);
    Optional<Sense> wished = named ? senseOf(opening.firstObject()) : object;
    boolean wish =
        put == Mood.STATEMENT
            && wished.filter(WISHES::contains).isPresent()
            && !senses.has(Sense.DEFECT)
            && !(senses.has(Sense.SCALE) && words <= TERSE)
            && (named || (action.isEmpty() && senses.has(Sense.WANT)));
    return new TextFeatures(
        length,
        shown,
        sentences,
        questions,
        listItems,
        numbers,
        quoted,
        put,
        wish ? Optional.of(Sense.CREATE) : action,
        wish ? wished : object,
        asked,
        material || asking.isOutright(),
        told,
        foreign,
        persona,
        question,
        layout,
        cues,
        senses);
  }

  private static Mood moodOf(Mood mood, boolean asks, boolean command) {
    if (command) {
      return Mood.COMMAND;
    }
    return mood == Mood.STATEMENT && asks ? Mood.QUESTION : mood;
  }

  private static Optional<Sense> senseOf(int index) {
    return index < 0 ? Optional.empty() : Optional.of(SENSES[index]);
  }
}
