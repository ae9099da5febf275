package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;

import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import java.util.EnumSet;
import java.util.Set;

/** Short texts that are talk, or wishes that a program fulfils by itself. Pure. */
final class Utterances {
  private static final Set<Sense> WORK =
      EnumSet.of(
          Sense.COMPARE,
          Sense.ANALYZE,
          Sense.REFACTOR,
          Sense.DESIGN,
          Sense.IMAGINE,
          Sense.PROVE,
          Sense.TRANSLATE,
          Sense.SUMMARIZE,
          Sense.EXPLAIN,
          Sense.REWRITE);

  /** Things that small wishes are about as well: "what is my name", "read my messages". */
  static final Set<Sense> EVERYDAY = EnumSet.of(Sense.NAME, Sense.TEXT);

  private Utterances() {}

  /** A short text of at most so many words, with nothing in it that is work. */
  static boolean isUtterance(TaskFeatures task, int words) {
    return Asks.isFreshText(task)
        && !task.text().persona()
        && !QuestionRules.asksForDesign(task)
        && task.text().words() > 0
        && task.text().length() <= Sizes.UTTERANCE_LENGTH
        && task.text().words() <= words
        && task.text().listItems() == 0
        && isEveryday(task)
        && !has(task, Sense.TECH)
        && !has(task, Sense.INTEGRATION)
        && !has(task, Sense.SCALE)
        && !Asks.acts(task, WORK);
  }

  /** "Add this song to my playlist" makes no song. */
  private static boolean isEveryday(TaskFeatures task) {
    boolean handled =
        task.text().wants(Sense.STORY) && (task.text().does(Sense.EDIT) || isPlayed(task));
    return task.text().object().isEmpty()
        || Asks.wants(task, EVERYDAY)
        || (handled && has(task, Sense.ASSISTANT));
  }

  /** "Next song, please." */
  private static boolean isPlayed(TaskFeatures task) {
    return (task.text().action().isEmpty() || !has(task, Sense.CREATE))
        && !has(task, Sense.STATE)
        && !has(task, Sense.IMAGINE)
        && task.text().senses().of(Sense.ASSISTANT) >= Sizes.SEVERAL
        && task.text().words() <= Sizes.SMALL_QUESTION
        && (has(task, Sense.PLEASE) || task.text().words() < Sizes.TERSE);
  }
}
