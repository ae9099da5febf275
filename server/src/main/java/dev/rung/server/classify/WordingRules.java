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

  private static final Set<Sense> WORKING =
      EnumSet.of(
          Sense.SOLVE, Sense.PROVE, Sense.COMPARE, Sense.SUMMARIZE, Sense.FIX, Sense.REFACTOR);

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
            task ->
                reworks(task, Sense.REWRITE)
                    && isShort(task)
                    && !Asks.wants(task, WORKS)
                    && !sumsUp(task)),
        Rule.of(
            "label",
            Tier.TINY,
            Evidence.USUAL,
            "one label or one thing is wanted of a sentence or two",
            task ->
                reworks(task, Sense.PICK)
                    && task.text().length() <= Sizes.SENTENCES
                    && isGiven(task)
                    && !Asks.has(task, Sense.SEQUENCE)
                    && !Asks.has(task, Sense.MANY)
                    && !Asks.has(task, Sense.TECH)
                    && !Asks.wants(task, WORKS)),
        Rule.of(
            "judgement",
            Tier.TINY,
            Evidence.WORDS,
            "one of a few answers is to be given about a text beside it",
            WordingRules::judges),
        Rule.of(
            "extraction",
            Tier.SMALL,
            Evidence.FAIR,
            "several things are to be picked out, or one of a longer text",
            task -> reworks(task, Sense.PICK) && isShort(task) && !Asks.wants(task, WORKS)),
        Rule.of(
            "summary",
            Tier.SMALL,
            Evidence.WORDS,
            "a text is to be summed up",
            task -> sumsUp(task) && task.text().words() <= Sizes.LONG_TEXT),
        Rule.of(
            "long_text",
            Tier.LARGE,
            Evidence.USUAL,
            "a text of some hundred words or more is to be written",
            WordingRules::writesAtLength));
  }

  private static boolean reworks(TaskFeatures task, Sense action) {
    return task.text().does(action)
        && !isQuestion(task)
        && !task.code().present()
        && Asks.commands(task);
  }

  /** Also "tl;dr?" behind a text, "please give a summary of it" and "Kurze Zusammenfassung". */
  private static boolean sumsUp(TaskFeatures task) {
    return reworks(task, Sense.SUMMARIZE)
        || (task.text().words() > Sizes.REPORT
            && !task.code().present()
            && (isSummedUpBehind(task) || namesSummary(task)));
  }

  private static boolean isSummedUpBehind(TaskFeatures task) {
    return task.text().does(Sense.SUMMARIZE)
        && task.text().question().closes()
        && task.text().question().words() <= Sizes.TERSE;
  }

  private static boolean namesSummary(TaskFeatures task) {
    boolean given = task.text().does(Sense.STATE) && task.text().wants(Sense.TEXT);
    return Asks.has(task, Sense.SUMMARIZE) && (given || task.text().does(Sense.REWRITE));
  }

  private static boolean writesAtLength(TaskFeatures task) {
    return task.text().asked().prose() >= Sizes.LONG_WRITING
        && (task.text().action().isEmpty() || Asks.acts(task, WRITING))
        && !Asks.wants(task, CODE)
        && !isQuestion(task)
        && !task.code().present();
  }

  /** "Positive or negative?", "Do these mean the same?", and below it what is meant. */
  private static boolean judges(TaskFeatures task) {
    boolean chosen = task.text().cues().choices() >= Sizes.SEVERAL && isBeside(task);
    return (chosen || asksOfLines(task))
        && Asks.isAlone(task)
        && isShort(task)
        && !Asks.has(task, Sense.HOW)
        && !Asks.has(task, Sense.TECH)
        && !Asks.has(task, Sense.DEFECT)
        && !Asks.has(task, Sense.SEQUENCE)
        && !Asks.acts(task, WRITING)
        && !Asks.acts(task, WORKING);
  }

  /** "What does it refer to?", and a line or a few that are short and tell of no figures. */
  private static boolean asksOfLines(TaskFeatures task) {
    boolean figures = Asks.tellsFigures(task) || Asks.has(task, Sense.METRIC);
    return task.text().layout().lead() > 0
        && task.text().question().opens()
        && task.text().questions() == 1
        && task.text().layout().lines() >= Sizes.SEVERAL
        && task.text().layout().lines() <= Sizes.EXERCISE_MARKS
        && task.text().words() <= Sizes.INSTRUCTION
        && task.text().layout().headings() == 0
        && !Asks.makes(task)
        && (!figures || task.text().cues().choices() > 0)
        && !Asks.isLarge(task);
  }

  /** A text stands on lines of its own, or in quotation marks, or is all but the few words. */
  private static boolean isBeside(TaskFeatures task) {
    boolean shortOne =
        Asks.namesNothing(task)
            && task.text().words() >= Sizes.CATCHWORDS
            && task.text().words() <= Sizes.QUESTION
            && !Asks.has(task, Sense.COMPARISON)
            && task.text().sentences() < Sizes.SEVERAL;
    return shortOne
        || task.text().layout().lines() >= Sizes.SEVERAL
        || task.text().quoted() >= Sizes.QUOTED_NAME
        || task.text().cues().given() > 0;
  }

  /** What is to be looked at stands beside the instruction. */
  private static boolean isGiven(TaskFeatures task) {
    return task.text().quoted() >= Sizes.QUOTED_NAME || task.text().outright();
  }

  private static boolean isShort(TaskFeatures task) {
    return task.text().words() <= Sizes.SHORT_TEXT;
  }
}
