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
            Evidence.SIZE,
            "one question for what stands in the text beside it",
            QuestionRules::asksOfPassage),
        Rule.of(
            "calculation",
            Tier.SMALL,
            Evidence.LIKELY,
            "a result is to be worked out",
            task -> task.text().does(Sense.SOLVE) && !task.code().present()),
        Rule.of(
            "multi_part_question",
            Tier.MEDIUM,
            Evidence.SIZE,
            "several questions are asked at once",
            task -> Asks.isFreshText(task) && task.text().questions() >= Sizes.MANY),
        Rule.of(
            "factual_question",
            Tier.TINY,
            Evidence.LIKELY,
            "one question for one thing",
            task ->
                QueryRules.isQuery(task) && task.text().words() <= Sizes.QUESTION && isPlain(task)),
        Rule.of(
            "design_question",
            Tier.LARGE,
            Evidence.LIKELY,
            "how something large is best done is asked for",
            QuestionRules::asksForDesign),
        Rule.of(
            "decision",
            Tier.LARGE,
            Evidence.SIZE,
            "somebody asks what to do in a matter of their own",
            QuestionRules::asksToDecide),
        Rule.of(
            "advice",
            Tier.MEDIUM,
            Evidence.SIZE,
            "somebody asks for an opinion or a favour",
            QuestionRules::asksForAdvice),
        Rule.of(
            "analysis",
            Tier.MEDIUM,
            Evidence.SIZE,
            "something is to be judged or looked into",
            task -> task.text().does(Sense.ANALYZE) && !task.code().present()),
        Rule.of(
            "explanation",
            Tier.SMALL,
            Evidence.LIKELY,
            "a matter is to be explained",
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
            "reading",
            Tier.SMALL,
            Evidence.SIZE,
            "a question to be answered from what stands beside it",
            QuestionRules::reads));
  }

  private static boolean isPlain(TaskFeatures task) {
    return isQuestion(task)
        && task.text().questions() <= 1
        && !Asks.isLarge(task)
        && !has(task, Sense.SELF)
        && !has(task, Sense.YOU)
        && !has(task, Sense.TECH)
        && !has(task, Sense.HOW)
        && !has(task, Sense.DEFECT)
        && !task.text().does(Sense.EXPLAIN);
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
  private static boolean asksOfPassage(TaskFeatures task) {
    boolean ordered = task.text().outright() && !task.text().does(Sense.SOLVE);
    return Asks.isFreshText(task)
        && task.text().questions() == 1
        && task.text().sentences() >= Sizes.MANY
        && task.text().words() > Sizes.REPORT
        && task.text().words() <= Sizes.LONG_TEXT
        && task.text().listItems() == 0
        && !ordered
        && !has(task, Sense.SELF)
        && !has(task, Sense.YOU)
        && !has(task, Sense.DEFECT);
  }

  private static boolean reads(TaskFeatures task) {
    return isQuestion(task)
        && Asks.isFreshText(task)
        && task.text().words() <= Sizes.SHORT_TEXT
        && !Asks.isLarge(task)
        && !has(task, Sense.TECH)
        && !isOfTheirs(task);
  }
}
