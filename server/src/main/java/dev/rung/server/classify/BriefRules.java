package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;
import static dev.rung.server.classify.Asks.isQuestion;

import dev.rung.classifier.Mood;
import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules about prompts so short that there is no room in them for more than a small matter. */
final class BriefRules {
  /** What makes much of few words. */
  private static final Set<Sense> LARGE =
      EnumSet.of(
          Sense.DESIGN,
          Sense.STRATEGY,
          Sense.STORY,
          Sense.SYSTEM,
          Sense.ARCHITECTURE,
          Sense.SCALE,
          Sense.IMAGINE,
          Sense.COMPARE,
          Sense.HOW);

  /** What is written anew, whatever stands behind its name and a colon. */
  private static final Set<Sense> WORKS =
      EnumSet.of(
          Sense.FUNCTION,
          Sense.TEST,
          Sense.CLASS,
          Sense.COMPONENT,
          Sense.MODULE,
          Sense.API,
          Sense.FILE);

  private BriefRules() {}

  /** A little text, and what is to be done with it. */
  static List<Rule> texts() {
    return List.of(
        Rule.of(
            "question_on_lines",
            Tier.TINY,
            Evidence.WORDS,
            "a question, and the line or two that it is about",
            task ->
                isPlain(task)
                    && task.text().mood() == Mood.QUESTION
                    && task.text().layout().lines() >= Sizes.SEVERAL
                    && Asks.size(task) <= Sizes.LINES_SIZE),
        Rule.of(
            "trait_of_text",
            Tier.TINY,
            Evidence.WORDS,
            "its tone, a title, its language or the like is wanted of the text behind the colon",
            task ->
                isPlain(task)
                    && task.text().layout().announced() > 0
                    && task.text().cues().wanted() > 0
                    && task.text().cues().wanted() <= Sizes.WISH_TO_MAKE
                    && !(task.text().wants(Sense.STORY) && task.text().does(Sense.CREATE))
                    && !task.text().does(Sense.EXPLAIN)
                    && !has(task, Sense.STRATEGY)),
        Rule.of(
            "announced_text",
            Tier.TINY,
            Evidence.USUAL,
            "a few words, a colon, and the short text that they are about",
            task ->
                isPlain(task)
                    && task.text().layout().announced() >= Sizes.ANNOUNCEMENT
                    && Asks.size(task) <= Sizes.BRIEF_TEXT
                    && !Asks.tellsFigures(task)
                    && !Asks.asksForSeveral(task)
                    && !Asks.wants(task, WORKS)
                    && !has(task, Sense.INTEGRATION)
                    && LARGE.stream().noneMatch(sense -> has(task, sense))),
        Rule.of(
            "announced_sentence",
            Tier.TINY,
            Evidence.WORDS,
            "what is wanted of a sentence, a colon, and the sentence",
            task ->
                isPlain(task)
                    && task.text().layout().announced() >= Sizes.ANNOUNCEMENT
                    && task.text().wants(Sense.TEXT)
                    && task.text().action().isEmpty()
                    && Asks.size(task) <= Sizes.SENTENCES
                    && task.text().layout().digits() == 0
                    && !has(task, Sense.NUMERAL)));
  }

  /** Questions that leave room for a word or a sentence only. */
  static List<Rule> questions() {
    return List.of(
        Rule.of(
            "quoted_question",
            Tier.TINY,
            Evidence.WORDS,
            "a short question about what is quoted",
            task ->
                isPlain(task)
                    && QueryRules.isQuery(task)
                    && task.text().quoted() >= Sizes.QUOTED_NAME
                    && task.text().words() <= Sizes.CATCHWORDS
                    && !has(task, Sense.NUMERAL)),
        Rule.of(
            "brief_question",
            Tier.TEMPLATE,
            Evidence.WORDS,
            "a few words that ask whether somebody can, will or should",
            task ->
                isPlain(task)
                    && isQuestion(task)
                    && Asks.size(task) <= Sizes.BRIEF_QUESTION
                    && task.text().quoted() == 0
                    && task.text().object().isEmpty()
                    && asksWhether(task)
                    && !has(task, Sense.HOW)),
        Rule.of(
            "brief_making",
            Tier.TEMPLATE,
            Evidence.USUAL,
            "something is to be made that is not known, in two or three words",
            task ->
                isPlain(task)
                    && task.text().does(Sense.CREATE)
                    && task.text().object().isEmpty()
                    && Asks.size(task) <= Sizes.BRIEF_MAKING
                    && task.text().quoted() == 0
                    && task.text().numbers() == 0
                    && !isQuestion(task)));
  }

  /** "Should dogs eat grapes?" */
  private static boolean asksWhether(TaskFeatures task) {
    return has(task, Sense.COURTESY) && !has(task, Sense.QUESTION);
  }

  /** What is left when nothing else was known. */
  static List<Rule> rest() {
    return List.of(
        Rule.of(
            "next_to_nothing",
            Tier.TEMPLATE,
            Evidence.USUAL,
            "a word or a few, in whatever language, without a sign of any work",
            task ->
                isPlain(task)
                    && Asks.namesNothing(task)
                    && Asks.size(task) <= Sizes.NEXT_TO_NOTHING
                    && task.text().words() > 0
                    && task.text().quoted() == 0));
  }

  /** Alone, without code, and of nothing that is programmed. */
  private static boolean isPlain(TaskFeatures task) {
    return Asks.isAlone(task)
        && task.linesOfCode() == 0
        && !task.text().persona()
        && !has(task, Sense.TECH);
  }
}
