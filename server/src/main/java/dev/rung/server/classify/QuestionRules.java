package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;
import static dev.rung.server.classify.Asks.isQuestion;

import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.EnumSet;
import java.util.List;

/** Rules about questions whose words do not name the work behind them. */
final class QuestionRules {
  private QuestionRules() {}

  /** What else is asked, where the work behind it is not named. */
  static List<Rule> list() {
    return List.of(
        Rule.of(
            "riddle",
            Tier.MEDIUM,
            Evidence.USUAL,
            "a story or a case and one question, whose answer does not stand in it",
            task -> asksOfText(task) && isPuzzle(task)),
        Rule.of(
            "passage_question",
            Tier.TINY,
            Evidence.USUAL,
            "one question for what stands in the text beside it",
            QuestionRules::asksOfPassage),
        Rule.of(
            "calculation",
            Tier.MEDIUM,
            Evidence.SIZE,
            "a result is to be worked out",
            task -> task.text().does(Sense.SOLVE) && !task.code().present()),
        Rule.of(
            "design_question",
            Tier.LARGE,
            Evidence.FAIR,
            "how something large is best done is asked for in a sentence",
            task -> asksForDesign(task) && Asks.size(task) <= Sizes.ONE_SENTENCE),
        Rule.of(
            "decision",
            Tier.LARGE,
            Evidence.SIZE,
            "how something of their own is to go on for years is asked for",
            task -> asksToDecide(task) && looksAhead(task)),
        Rule.of(
            "analysis",
            Tier.MEDIUM,
            Evidence.SIZE,
            "something is to be judged or looked into",
            task -> task.text().does(Sense.ANALYZE) && !task.code().present()),
        Rule.of(
            "brief_way",
            Tier.TEMPLATE,
            Evidence.USUAL,
            "a few words that ask how something of the asker's own is done, or who or what does it",
            task ->
                Asks.isFreshText(task)
                    && isQuestion(task)
                    && Asks.size(task) <= Sizes.BRIEF_LOOK_UP
                    && task.text().object().isEmpty()
                    && task.text().quoted() == 0
                    && !task.text().persona()
                    && !task.text().does(Sense.EXPLAIN)
                    && !has(task, Sense.TECH)
                    && !Asks.isLarge(task)
                    && (has(task, Sense.COURTESY) || !has(task, Sense.HOW))),
        Rule.of(
            "explanation",
            Tier.SMALL,
            Evidence.USUAL,
            "a matter is to be explained",
            task ->
                Asks.isFreshText(task)
                    && task.text().does(Sense.EXPLAIN)
                    && Asks.size(task) <= Sizes.BRIEF_EXPLANATION),
        Rule.of(
            "proof",
            Tier.MEDIUM,
            Evidence.WORDS,
            "something is to be proved or derived",
            task -> task.text().does(Sense.PROVE) && !isQuestion(task)));
  }

  static boolean asksForDesign(TaskFeatures task) {
    if (Asks.supposes(task)) {
      return true;
    }
    boolean asked =
        (has(task, Sense.HOW) && isToBeMade(task))
            || (has(task, Sense.SELF) && task.text().words() > Sizes.UTTERANCE)
            || Asks.wants(task, EnumSet.of(Sense.STRATEGY, Sense.ARCHITECTURE));
    return isQuestion(task)
        && !has(task, Sense.DEFECT)
        && !task.text().does(Sense.FIX)
        && asked
        && Asks.isLarge(task)
        && Asks.isFreshText(task);
  }

  /** "How do platforms change what people read?" asks for no design. */
  private static boolean isToBeMade(TaskFeatures task) {
    return has(task, Sense.SELF)
        || has(task, Sense.YOU)
        || has(task, Sense.SCALE)
        || has(task, Sense.ARCHITECTURE)
        || has(task, Sense.STRATEGY)
        || Asks.makes(task)
        || task.text().does(Sense.DESIGN);
  }

  private static boolean asksForAdvice(TaskFeatures task) {
    return isQuestion(task)
        && Asks.isFreshText(task)
        && task.text().words() >= Sizes.SHORT_PROBLEM
        && isPersonal(task);
  }

  private static boolean asksToDecide(TaskFeatures task) {
    return asksForAdvice(task)
        && isOfTheirs(task)
        && !has(task, Sense.TECH)
        && !has(task, Sense.INTEGRATION)
        && !has(task, Sense.DEFECT)
        && !has(task, Sense.TRIVIAL);
  }

  /** "Where should our choir be in ten years, and how do we get there?" */
  private static boolean looksAhead(TaskFeatures task) {
    boolean figures = task.text().numbers() > 0 || has(task, Sense.NUMERAL);
    boolean toldFirst = task.text().told() && task.text().sentences() >= Sizes.SEVERAL;
    return figures
        && (has(task, Sense.HOW) || toldFirst)
        && !has(task, Sense.LOOKUP)
        && task.text().object().isEmpty()
        && (task.text().words() >= Sizes.ONE_CHANGE || task.text().cues().together())
        && task.text().words() <= Sizes.REPORT;
  }

  /** Whoever asks is spoken of, and not just once in a long text about something else. */
  private static boolean isOfTheirs(TaskFeatures task) {
    int said = task.text().senses().of(Sense.SELF);
    return said >= Sizes.SEVERAL || (said > 0 && task.text().words() <= Sizes.REPORT);
  }

  /** Somebody is spoken of or to, and not just once in a long text about something else. */
  private static boolean isPersonal(TaskFeatures task) {
    int said = task.text().senses().of(Sense.SELF) + task.text().senses().of(Sense.YOU);
    return said >= Sizes.SEVERAL || (said > 0 && task.text().words() <= Sizes.REPORT);
  }

  /** The answer stands in the text. */
  static boolean asksOfPassage(TaskFeatures task) {
    return asksOfText(task) && !isPuzzle(task);
  }

  /** Several sentences and one question, which is neither about whoever asks nor about work. */
  private static boolean asksOfText(TaskFeatures task) {
    boolean ordered = task.text().outright() && !task.text().does(Sense.SOLVE);
    return Asks.isFreshText(task)
        && task.text().questions() == 1
        && task.text().sentences() >= Sizes.MANY
        && task.text().words() > Sizes.REPORT
        && task.text().words() <= Sizes.LONG_TEXT
        && task.text().listItems() == 0
        && task.text().layout().options() < Sizes.SEVERAL
        && !ordered
        && !has(task, Sense.SELF)
        && !has(task, Sense.YOU)
        && !has(task, Sense.DEFECT);
  }

  /**
   * What is asked follows from the text. Whoever asks for what stands in a passage sets the
   * question apart from it; in a riddle it is the last sentence, behind what is not so or whom one
   * may choose.
   */
  private static boolean isPuzzle(TaskFeatures task) {
    int conditions =
        task.text().senses().of(Sense.NEGATION)
            + task.text().senses().of(Sense.ASSISTANT)
            + task.text().senses().of(Sense.TECH)
            + task.text().cues().choices();
    int paragraphs = task.text().layout().paragraphs();
    return (conditions >= Sizes.SEVERAL && paragraphs < Sizes.SEVERAL)
        || (has(task, Sense.PROBLEM) && paragraphs >= Sizes.MANY);
  }
}
