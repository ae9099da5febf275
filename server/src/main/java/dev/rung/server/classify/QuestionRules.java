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
            "multi_part_question",
            Tier.MEDIUM,
            Evidence.FAINT,
            "several questions are asked at once",
            task -> Asks.isFreshText(task) && task.text().questions() >= Sizes.MANY),
        Rule.of(
            "factual_question",
            Tier.TINY,
            Evidence.FAINT,
            "one question for one thing",
            task -> isPlain(task) && (isBrief(task) || isOfNames(task))),
        Rule.of(
            "question",
            Tier.SMALL,
            Evidence.FAINT,
            "one question, to be answered in a few sentences",
            QuestionRules::isPlain),
        Rule.of(
            "design_question",
            Tier.LARGE,
            Evidence.FAIR,
            "how something large is best done is asked for",
            QuestionRules::asksForDesign),
        Rule.of(
            "decision",
            Tier.LARGE,
            Evidence.SIZE,
            "how something of their own is to go on for years is asked for",
            task -> asksToDecide(task) && looksAhead(task)),
        Rule.of(
            "own_problem",
            Tier.SMALL,
            Evidence.FAINT,
            "somebody asks about a matter of their own",
            QuestionRules::asksToDecide),
        Rule.of(
            "advice",
            Tier.MEDIUM,
            Evidence.FAINT,
            "somebody asks for an opinion or a favour",
            QuestionRules::asksForAdvice),
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
            "long_explanation",
            Tier.SMALL,
            Evidence.FAINT,
            "a matter is to be explained, or something is asked of which it may be a part",
            task ->
                Asks.isFreshText(task)
                    && task.text().words() <= Sizes.METRIC
                    && (task.text().does(Sense.EXPLAIN) || isQuestion(task))),
        Rule.of(
            "proof",
            Tier.MEDIUM,
            Evidence.WORDS,
            "something is to be proved or derived",
            task -> task.text().does(Sense.PROVE) && !isQuestion(task)),
        Rule.of(
            "long_question",
            Tier.MEDIUM,
            Evidence.FAIR,
            "a question of some length, for causes or for what follows",
            QuestionRules::asksAtLength));
  }

  private static boolean isPlain(TaskFeatures task) {
    return QueryRules.isQuery(task)
        && task.text().words() <= Sizes.QUESTION
        && isQuestion(task)
        && task.text().questions() <= 1
        && !Asks.isLarge(task)
        && !has(task, Sense.SELF)
        && !has(task, Sense.YOU)
        && !has(task, Sense.TECH)
        && !has(task, Sense.HOW)
        && !has(task, Sense.DEFECT)
        && !task.text().does(Sense.EXPLAIN);
  }

  /** "In which year did Norah Field first sail round Cape Horn?": names make it one of facts. */
  private static boolean isOfNames(TaskFeatures task) {
    return task.text().layout().capitals() > 0
        && task.text().layout().capitals() * 3 < task.text().words() * 2
        && task.text().object().isEmpty()
        && has(task, Sense.QUESTION);
  }

  /** Nothing is told before it, there is no second thing behind it, and it says what it wants. */
  private static boolean isBrief(TaskFeatures task) {
    return task.text().words() <= Sizes.FACT
        && !task.text().told()
        && !has(task, Sense.SEQUENCE)
        && task.text().object().isEmpty();
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

  /** Several sentences and one question, which is neither about whoever asks nor about work. */
  static boolean asksOfPassage(TaskFeatures task) {
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

  private static boolean asksAtLength(TaskFeatures task) {
    return isQuestion(task)
        && Asks.isFreshText(task)
        && task.text().words() <= Sizes.SHORT_TEXT
        && !Asks.isLarge(task)
        && !has(task, Sense.TECH)
        && !isOfTheirs(task);
  }
}
