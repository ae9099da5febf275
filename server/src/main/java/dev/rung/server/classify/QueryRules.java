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

  private static final Set<Sense> REWORKING =
      EnumSet.of(Sense.CREATE, Sense.PICK, Sense.SUMMARIZE, Sense.REWRITE, Sense.TRANSLATE);

  private QueryRules() {}

  static List<Rule> list(ClassifySettings settings) {
    return List.of(
        Rule.of(
            "table_query",
            Tier.SMALL,
            Evidence.WORDS,
            "a query or a question over the tables that are given",
            QueryRules::asksTables),
        Rule.of(
            "formulas",
            Tier.MEDIUM,
            Evidence.USUAL,
            "a problem that is told in formulas is to be worked out",
            QueryRules::isOfFormulas),
        Rule.of(
            "options",
            Tier.MEDIUM,
            Evidence.USUAL,
            "of several answers the one is to be found that follows from what is told",
            QueryRules::hasOptions),
        Rule.of(
            "case",
            Tier.MEDIUM,
            Evidence.USUAL,
            "a case with figures of its own is to be worked through",
            task -> isCase(task) && isOwn(task)),
        Rule.of(
            "long_case",
            Tier.MEDIUM,
            Evidence.LIKELY,
            "a long text with figures is to be worked through",
            task -> isCase(task) && task.text().words() >= Sizes.REPORT),
        Rule.of(
            "word_problem",
            Tier.SMALL,
            Evidence.USUAL,
            "a result is to be worked out from several figures",
            QueryRules::reckons),
        Rule.of(
            "comparison",
            Tier.LARGE,
            Evidence.LIKELY,
            "things are to be set against each other",
            QueryRules::compares),
        Rule.of(
            "short_contrast",
            Tier.SMALL,
            Evidence.SIZE,
            "a short question for a difference",
            task -> contrasts(task) && task.text().words() <= Sizes.CATCHWORDS),
        Rule.of(
            "contrast",
            Tier.MEDIUM,
            Evidence.SIZE,
            "the question sets one thing against another",
            QueryRules::contrasts),
        Rule.of(
            "own_matter",
            Tier.TEMPLATE,
            Evidence.WORDS,
            "a short question about a matter of the asker's or the answerer's own",
            task ->
                isQuery(task)
                    && task.text().words() <= Sizes.WISH_TO_MAKE
                    && (has(task, Sense.SELF) || has(task, Sense.YOU))
                    && !has(task, Sense.HOW)),
        Rule.of(
            "hinted_factual",
            Tier.TINY,
            Evidence.USUAL,
            "a short question about what the request names beside it",
            task ->
                isQuery(task)
                    && task.hints().entities() + task.hints().documents() > 0
                    && task.text().words() <= settings.factualWords()),
        Rule.of(
            "short_how",
            Tier.SMALL,
            Evidence.LIKELY,
            "a short question for a reason, or for how something goes",
            task ->
                (task.text().cues().causes() > 0 || asksHowItGoes(task))
                    && Asks.isFreshText(task)
                    && Asks.size(task) <= Sizes.ONE_SENTENCE
                    && !has(task, Sense.SELF)
                    && !has(task, Sense.YOU)
                    && !has(task, Sense.ASSISTANT)
                    && !Asks.isLarge(task)),
        Rule.of(
            "own_how",
            Tier.TEMPLATE,
            Evidence.USUAL,
            "a short question for the way to something of the asker's own",
            task ->
                isQuery(task)
                    && has(task, Sense.SELF)
                    && !task.text().cues().together()
                    && !has(task, Sense.TECH)
                    && task.text().words() <= settings.factualWords()));
  }

  private static boolean isOfFormulas(TaskFeatures task) {
    return task.text().layout().formulas() >= Sizes.SEVERAL
        && Asks.isFreshText(task)
        && task.text().words() <= Sizes.SHORT_TEXT
        && !has(task, Sense.DEFECT)
        && !Asks.designs(task)
        && !Asks.invents(task)
        && !Asks.acts(task, REWORKING);
  }

  /** Much is told, and the answers to choose from stand below it. */
  private static boolean hasOptions(TaskFeatures task) {
    return task.text().layout().options() >= Sizes.MANY
        && Asks.isFreshText(task)
        && task.text().words() > Sizes.REPORT
        && task.text().sentences() >= Sizes.SEVERAL
        && !has(task, Sense.DEFECT);
  }

  /** Figures in a text of some length, and neither a program nor an invention. */
  private static boolean isCase(TaskFeatures task) {
    return Asks.isFreshText(task)
        && !task.text().persona()
        && task.text().words() >= Sizes.PLAIN
        && task.text().numbers() >= Sizes.MANY
        && !Asks.invents(task)
        && !has(task, Sense.SCALE)
        && !has(task, Sense.ARCHITECTURE)
        && !has(task, Sense.API)
        && !Asks.acts(task, REWORKING)
        && !QuestionRules.asksOfPassage(task)
        && !task.text().wants(Sense.TEXT);
  }

  private static boolean isOwn(TaskFeatures task) {
    return has(task, Sense.SELF)
        || Asks.wants(task, EnumSet.of(Sense.STRATEGY))
        || task.text().does(Sense.COMPARE);
  }

  private static boolean compares(TaskFeatures task) {
    if (task.code().present()) {
      return false;
    }
    boolean asked =
        !isQuestion(task) || task.text().outright() || task.text().words() <= Sizes.REPORT;
    return (task.text().does(Sense.COMPARE) && asked)
        || (contrasts(task) && task.text().senses().of(Sense.COMPARISON) >= Sizes.SEVERAL);
  }

  private static boolean contrasts(TaskFeatures task) {
    return has(task, Sense.COMPARISON)
        && !task.code().present()
        && task.text().words() <= Sizes.REPORT
        && !has(task, Sense.METRIC)
        && !task.text().wants(Sense.NAME)
        && (isQuestion(task) || Asks.acts(task, ASKING));
  }

  static boolean isQuery(TaskFeatures task) {
    boolean asks =
        isQuestion(task)
            && !Asks.makes(task)
            && !Asks.designs(task)
            && !QuestionRules.asksForDesign(task);
    boolean inPart = task.text().persona() && has(task, Sense.YOU);
    return (asks || wantsTelling(task))
        && !inPart
        && Asks.isFreshText(task)
        && task.text().listItems() == 0;
  }

  /** "How do bees find their way?", but not "how do I ...", "how old" or what has a name. */
  private static boolean asksHowItGoes(TaskFeatures task) {
    return has(task, Sense.HOW)
        && !has(task, Sense.METRIC)
        && !has(task, Sense.COURTESY)
        && task.text().question().closes()
        && task.text().layout().capitals() == 0
        && Asks.size(task) > Sizes.FEW_CHARACTERS;
  }

  private static boolean asksTables(TaskFeatures task) {
    return task.code().tables()
        && task.linesOfCode() < Sizes.MEDIUM_CODE
        && task.text().words() > 0
        && task.text().words() <= Sizes.INSTRUCTION
        && !task.text().does(Sense.DESIGN)
        && !task.text().does(Sense.ANALYZE)
        && !Asks.asksForSeveral(task);
  }

  /** Figures in a story of their own, not those of a system. */
  private static boolean isSum(TaskFeatures task) {
    return task.text().numbers() >= Sizes.MANY
        && !Asks.isLarge(task)
        && !has(task, Sense.TECH)
        && !has(task, Sense.INTEGRATION)
        && !has(task, Sense.DEFECT);
  }

  private static boolean reckons(TaskFeatures task) {
    boolean counted = has(task, Sense.METRIC) || isSum(task);
    boolean asked = isQuestion(task) && (counted || Asks.acts(task, RECKONING));
    return (asked || task.text().does(Sense.SOLVE))
        && Asks.isFreshText(task)
        && !Asks.invents(task)
        && (Asks.tellsFigures(task) || countsUp(task))
        && !has(task, Sense.DEFECT)
        && !has(task, Sense.INTEGRATION)
        && !has(task, Sense.TECH)
        && (!has(task, Sense.HOW) || has(task, Sense.METRIC))
        && !isOfConditions(task)
        && task.text().words() <= Sizes.INSTRUCTION;
  }

  /** Several things that are not so, or said by somebody, or a text beside it: no mere sum. */
  private static boolean isOfConditions(TaskFeatures task) {
    return task.text().senses().of(Sense.NEGATION) >= Sizes.SEVERAL
        || task.text().quoted() > 0
        || task.text().cues().given() > 0
        || task.text().layout().paragraphs() >= Sizes.SEVERAL;
  }

  /** "David has three sisters. Each of them has one brother. How many brothers has David?" */
  private static boolean countsUp(TaskFeatures task) {
    return has(task, Sense.METRIC)
        && task.text().told()
        && task.text().sentences() >= Sizes.SEVERAL
        && task.text().questions() == 1
        && task.text().question().closes()
        && task.text().numbers() + task.text().senses().of(Sense.NUMERAL) > 0;
  }

  /** "Name the largest planet", but not "show me how to build one". */
  private static boolean wantsTelling(TaskFeatures task) {
    return task.text().does(Sense.STATE)
        && !task.text().persona()
        && task.text().object().isEmpty()
        && !has(task, Sense.HOW)
        && !has(task, Sense.CREATE)
        && !has(task, Sense.DESIGN);
  }
}
