package dev.rung.server.app;

import dev.rung.server.classify.ClassifySettings;
import dev.rung.server.classify.GridWeights;
import dev.rung.server.classify.Judge;
import dev.rung.server.classify.TierThresholds;
import dev.rung.server.config.DifficultySettings;
import dev.rung.server.config.GridShares;
import dev.rung.server.config.ScoreWeights;
import dev.rung.server.generate.Complexity;
import dev.rung.server.generate.Tier;
import java.util.HashMap;
import java.util.Map;

/** The table [classify] in the terms of the rules and the classifier. */
public final class DifficultyTerms {
  private DifficultyTerms() {}

  /** What is configured beside the built-in task types outranks them. */
  public static ClassifySettings difficulty(DifficultySettings set) {
    ClassifySettings usual = ClassifySettings.DEFAULT;
    Map<String, Complexity> queryTypes = new HashMap<>(usual.queryTypes());
    queryTypes.putAll(set.queryTypes());
    Map<String, Tier> taskTypes = new HashMap<>(usual.taskTypes());
    taskTypes.putAll(set.taskTypes());
    return new ClassifySettings(
        thresholds(set.thresholds()),
        weights(set.weights()),
        gridWeights(set.gridWeights()),
        set.words(),
        queryTypes,
        taskTypes,
        set.factualWords(),
        set.manyDocuments(),
        judge(set.judge()),
        set.confidentFrom());
  }

  private static Judge judge(DifficultySettings.Judge set) {
    return switch (set) {
      case BOTH -> Judge.BOTH;
      case RULES -> Judge.RULES;
      case MODEL -> Judge.MODEL;
    };
  }

  private static dev.rung.server.classify.Weights weights(ScoreWeights set) {
    return new dev.rung.server.classify.Weights(
        set.length(),
        set.codeLines(),
        set.codeBranches(),
        set.scope(),
        set.action(),
        set.breadth());
  }

  private static GridWeights gridWeights(GridShares set) {
    return new GridWeights(set.size(), set.entropy(), set.diversity(), set.transformation());
  }

  private static TierThresholds thresholds(DifficultySettings.Thresholds set) {
    return new TierThresholds(set.small(), set.medium(), set.large(), set.breakthrough());
  }
}
