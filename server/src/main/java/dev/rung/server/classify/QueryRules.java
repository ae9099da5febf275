package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;
import static dev.rung.server.classify.Asks.isQuestion;

import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules about questions that want knowledge, not work. */
final class QueryRules {
  private static final Set<Sense> ASKING = EnumSet.of(Sense.STATE, Sense.EXPLAIN, Sense.ANALYZE);
  private static final Set<Sense> RECKONING = EnumSet.of(Sense.SOLVE, Sense.STATE);

  private QueryRules() {}

  static List<Rule> list(ClassifySettings settings) {
    return List.of(
        Rule.of(
            "comparison",
            Tier.LARGE,
            Evidence.WORDS,
            "things are to be set against each other",
            QueryRules::compares),
        Rule.of(
            "contrast",
            Tier.LARGE,
            Evidence.LIKELY,
            "the question sets one thing against another",
            QueryRules::contrasts),
        Rule.of(
            "short_factual",
            Tier.TINY,
            Evidence.WORDS,
            "a short question for a fact",
            task ->
                isQuery(task)
                    && task.text().words() <= settings.factualWords()
                    && !has(task, Sense.HOW)),
        Rule.of(
            "short_how",
            Tier.TINY,
            Evidence.LIKELY,
            "a short question for a way or a reason",
            task -> isQuery(task) && task.text().words() <= settings.factualWords()),
        Rule.of(
            "word_problem",
            Tier.SMALL,
            Evidence.LIKELY,
            "a result is to be worked out from several figures",
            QueryRules::reckons),
        Rule.of(
            "single_metric",
            Tier.TINY,
            Evidence.WORDS,
            "a question for one figure",
            task ->
                isQuery(task)
                    && has(task, Sense.METRIC)
                    && task.text().words() <= Sizes.METRIC
                    && task.text().questions() <= 1));
  }

  /** What else is asked, where the work behind it is not named. */
  static List<Rule> leftOver() {
    return List.of(
        Rule.of(
            "multi_part_question",
            Tier.MEDIUM,
            Evidence.SIZE,
            "several questions are asked at once",
            task -> Asks.isFreshText(task) && task.text().questions() >= Sizes.MANY),
        Rule.of(
            "factual_question",
            Tier.TINY,
            Evidence.WORDS,
            "one question for one thing",
            task -> isQuery(task) && task.text().words() <= Sizes.QUESTION && isPlain(task)),
        Rule.of(
            "design_question",
            Tier.LARGE,
            Evidence.WORDS,
            "how something large is best done is asked for",
            QueryRules::asksForDesign),
        Rule.of(
            "advice",
            Tier.MEDIUM,
            Evidence.SIZE,
            "somebody asks what to do in a matter of their own",
            QueryRules::asksForAdvice),
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
                    && task.text().words() <= Sizes.REPORT
                    && (task.text().does(Sense.EXPLAIN) || isQuestion(task))),
        Rule.of(
            "proof",
            Tier.MEDIUM,
            Evidence.WORDS,
            "something is to be proved or derived",
            task -> task.text().does(Sense.PROVE) && !isQuestion(task)));
  }

  private static boolean compares(TaskFeatures task) {
    if (task.code().present()) {
      return false;
    }
    return task.text().does(Sense.COMPARE)
        || (contrasts(task) && task.text().senses().of(Sense.COMPARISON) >= Sizes.SEVERAL);
  }

  private static boolean contrasts(TaskFeatures task) {
    return has(task, Sense.COMPARISON)
        && !task.code().present()
        && (isQuestion(task) || Asks.acts(task, ASKING));
  }

  private static boolean isQuery(TaskFeatures task) {
    boolean asks = isQuestion(task) && !Asks.makes(task) && !Asks.designs(task);
    return (asks || wantsTelling(task)) && Asks.isFreshText(task) && task.text().listItems() == 0;
  }

  private static boolean isPlain(TaskFeatures task) {
    return isQuestion(task)
        && task.text().questions() <= 1
        && !isLarge(task)
        && !has(task, Sense.SELF)
        && !has(task, Sense.YOU)
        && !has(task, Sense.TECH)
        && !has(task, Sense.HOW)
        && !has(task, Sense.DEFECT)
        && !task.text().does(Sense.EXPLAIN);
  }

  private static boolean asksForDesign(TaskFeatures task) {
    boolean asked =
        has(task, Sense.HOW)
            || has(task, Sense.SELF)
            || Asks.wants(task, EnumSet.of(Sense.STRATEGY, Sense.ARCHITECTURE));
    return isQuestion(task) && asked && isLarge(task) && Asks.isFreshText(task);
  }

  private static boolean asksForAdvice(TaskFeatures task) {
    return isQuestion(task)
        && Asks.isFreshText(task)
        && task.text().words() > Sizes.UTTERANCE
        && (has(task, Sense.SELF) || has(task, Sense.YOU));
  }

  private static boolean isLarge(TaskFeatures task) {
    return has(task, Sense.SCALE)
        || has(task, Sense.ARCHITECTURE)
        || has(task, Sense.STRATEGY)
        || has(task, Sense.SYSTEM)
        || has(task, Sense.DESIGN);
  }

  private static boolean reckons(TaskFeatures task) {
    boolean asked = isQuestion(task) && (has(task, Sense.METRIC) || Asks.acts(task, RECKONING));
    return (asked || task.text().does(Sense.SOLVE))
        && Asks.isFreshText(task)
        && task.text().numbers() >= Sizes.SEVERAL
        && task.text().words() > Sizes.METRIC
        && task.text().words() <= Sizes.LONG_QUESTION;
  }

  /** "Name the largest planet", but not "show me how to build one". */
  private static boolean wantsTelling(TaskFeatures task) {
    return task.text().does(Sense.STATE)
        && task.text().object().isEmpty()
        && !has(task, Sense.HOW)
        && !has(task, Sense.CREATE)
        && !has(task, Sense.DESIGN);
  }
}
