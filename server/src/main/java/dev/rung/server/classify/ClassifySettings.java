package dev.rung.server.classify;

import static java.util.Map.entry;

import dev.rung.classifier.Sense;
import dev.rung.classifier.WordChanges;
import dev.rung.server.generate.Complexity;
import dev.rung.server.generate.Tier;
import java.util.Map;

/**
 * What can be set about judging difficulty.
 *
 * @param words what the built-in words of a sense get and lose
 * @param queryTypes how complex a query is whose {@code task_type} names its type
 * @param taskTypes the tier of a task whose {@code task_type} names the work itself
 * @param factualWords a factual question of so many words or fewer is simple
 * @param manyDocuments a query over so many context documents or more is complex
 * @param judge who finds the tier
 * @param confidentFrom a classifier's verdict below this confidence goes up by one tier
 */
public record ClassifySettings(
    TierThresholds thresholds,
    Weights weights,
    GridWeights gridWeights,
    Map<Sense, WordChanges> words,
    Map<String, Complexity> queryTypes,
    Map<String, Tier> taskTypes,
    int factualWords,
    int manyDocuments,
    Judge judge,
    double confidentFrom) {

  public static final Map<String, Complexity> QUERY_TYPES =
      Map.of(
          "genetics_performance", Complexity.SIMPLE,
          "metric_query", Complexity.SIMPLE,
          "nutrition_query", Complexity.MEDIUM,
          "farm_management", Complexity.MEDIUM,
          "comparative", Complexity.COMPLEX,
          "diagnostic_synthesis", Complexity.COMPLEX);

  public static final Map<String, Tier> TASK_TYPES =
      Map.ofEntries(
          entry("greeting", Tier.TEMPLATE),
          entry("template", Tier.TEMPLATE),
          entry("formatting", Tier.TINY),
          entry("simple_refactor", Tier.TINY),
          entry("rename", Tier.TINY),
          entry("comment_generation", Tier.TINY),
          entry("documentation", Tier.TINY),
          entry("typo", Tier.TINY),
          entry("conversion", Tier.TINY),
          entry("single_function", Tier.SMALL),
          entry("simple_test", Tier.SMALL),
          entry("unit_test", Tier.SMALL),
          entry("code_completion", Tier.SMALL),
          entry("translation", Tier.TINY),
          entry("summarization", Tier.SMALL),
          entry("multi_function", Tier.MEDIUM),
          entry("integration", Tier.MEDIUM),
          entry("refactoring", Tier.MEDIUM),
          entry("debugging", Tier.MEDIUM),
          entry("architecture", Tier.LARGE),
          entry("system_design", Tier.LARGE),
          entry("api_design", Tier.LARGE),
          entry("creative", Tier.LARGE),
          entry("creativity", Tier.LARGE),
          entry("creative_writing", Tier.LARGE),
          entry("strategy", Tier.LARGE));

  public static final ClassifySettings DEFAULT =
      new ClassifySettings(
          TierThresholds.DEFAULT,
          Weights.DEFAULT,
          GridWeights.DEFAULT,
          Map.of(),
          QUERY_TYPES,
          TASK_TYPES,
          10,
          5,
          Judge.BOTH,
          0.7);

  public ClassifySettings {
    words = Map.copyOf(words);
    queryTypes = Map.copyOf(queryTypes);
    taskTypes = Map.copyOf(taskTypes);
    if (taskTypes.containsValue(Tier.LOCAL_FALLBACK)) {
      throw new IllegalArgumentException(
          "task_types must name tiers 0 to 4, not the local fallback");
    }
    if (factualWords < 0) {
      throw new IllegalArgumentException("factual_words must be 0 or more, not " + factualWords);
    }
    if (manyDocuments < 1) {
      throw new IllegalArgumentException("many_documents must be 1 or more, not " + manyDocuments);
    }
    if (!(confidentFrom >= 0 && confidentFrom <= 1)) {
      throw new IllegalArgumentException("confident_from must be 0 to 1, not " + confidentFrom);
    }
  }
}
