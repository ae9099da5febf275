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
            "short_factual",
            Tier.TINY,
            Evidence.WORDS,
            "a short question for a fact",
            task -> isQuery(task) && task.text().words() <= settings.factualWords()),
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

  private static boolean compares(TaskFeatures task) {
    if (task.code().present()) {
      return false;
    }
    return task.text().does(Sense.COMPARE)
        || (has(task, Sense.COMPARISON) && (isQuestion(task) || Asks.acts(task, ASKING)));
  }

  private static boolean isQuery(TaskFeatures task) {
    boolean asks = isQuestion(task) && !Asks.makes(task) && !Asks.designs(task);
    return (asks || wantsTelling(task)) && Asks.isFreshText(task) && task.text().listItems() == 0;
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
