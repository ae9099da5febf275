package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.isQuestion;

import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules about reworking a given text without adding to it. */
final class WordingRules {
  private static final Set<Sense> WRITING =
      EnumSet.of(
          Sense.CREATE, Sense.IMAGINE, Sense.DESIGN, Sense.STATE, Sense.EXPLAIN, Sense.ANALYZE);

  private static final Set<Sense> WORKS =
      EnumSet.of(
          Sense.FUNCTION,
          Sense.CLASS,
          Sense.MODULE,
          Sense.COMPONENT,
          Sense.SYSTEM,
          Sense.API,
          Sense.TEST,
          Sense.STORY,
          Sense.ARCHITECTURE);

  /** What may have to do with a text of a thousand words, and is none. */
  private static final Set<Sense> CODE =
      EnumSet.of(Sense.FUNCTION, Sense.CLASS, Sense.MODULE, Sense.COMPONENT, Sense.API, Sense.TEST);

  private WordingRules() {}

  static List<Rule> list() {
    return List.of(
        Rule.of(
            "translation",
            Tier.TINY,
            Evidence.WORDS,
            "a short text is to be translated",
            task -> reworks(task, Sense.TRANSLATE) && isShort(task)),
        Rule.of(
            "rewording",
            Tier.TINY,
            Evidence.LIKELY,
            "a short text is to be put in other words",
            task -> reworks(task, Sense.REWRITE) && isShort(task) && !Asks.wants(task, WORKS)),
        Rule.of(
            "label",
            Tier.TINY,
            Evidence.USUAL,
            "one thing is to be picked out of a sentence or two",
            task ->
                reworks(task, Sense.PICK)
                    && task.text().length() <= Sizes.SENTENCES
                    && isGiven(task)
                    && !Asks.has(task, Sense.SEQUENCE)
                    && !Asks.has(task, Sense.MANY)
                    && !Asks.has(task, Sense.TECH)
                    && !Asks.wants(task, WORKS)),
        Rule.of(
            "extraction",
            Tier.SMALL,
            Evidence.FAIR,
            "something is to be picked out of what is given",
            task -> reworks(task, Sense.PICK) && isShort(task) && !Asks.wants(task, WORKS)),
        Rule.of(
            "summary",
            Tier.SMALL,
            Evidence.WORDS,
            "a text is to be summed up",
            task -> reworks(task, Sense.SUMMARIZE) && task.text().words() <= Sizes.LONG_TEXT),
        Rule.of(
            "long_text",
            Tier.LARGE,
            Evidence.USUAL,
            "a text of a thousand words or so is to be written",
            WordingRules::writesAtLength));
  }

  private static boolean reworks(TaskFeatures task, Sense action) {
    return task.text().does(action)
        && !isQuestion(task)
        && !task.code().present()
        && Asks.commands(task);
  }

  private static boolean writesAtLength(TaskFeatures task) {
    return task.text().asked().prose() >= Sizes.LONG_WRITING
        && (task.text().action().isEmpty() || Asks.acts(task, WRITING))
        && !Asks.wants(task, CODE)
        && !isQuestion(task)
        && !task.code().present();
  }

  /** What is to be looked at stands beside the instruction. */
  private static boolean isGiven(TaskFeatures task) {
    return task.text().quoted() >= Sizes.QUOTED_NAME || task.text().outright();
  }

  private static boolean isShort(TaskFeatures task) {
    return task.text().words() <= Sizes.SHORT_TEXT;
  }
}
