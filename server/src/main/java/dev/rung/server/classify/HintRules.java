package dev.rung.server.classify;

import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Complexity;
import dev.rung.server.generate.Tier;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules about what the caller said; they outrank what the text seems to say. */
final class HintRules {
  private HintRules() {}

  static List<Rule> list(ClassifySettings settings) {
    Map<String, Tier> types = tiers(settings);
    return List.of(
        Rule.of(
            "several_entities",
            Tier.LARGE,
            Evidence.HINT,
            "one entity has several values, which must be set against each other",
            task -> task.hints().largestEntity() > 1 && !namesTask(task, settings)),
        Rule.judging(
            "task_type",
            Evidence.HINT,
            "the request names its task type",
            task -> task.hints().taskType().map(types::get)),
        Rule.of(
            "many_documents",
            Tier.LARGE,
            Evidence.HINT,
            "many context documents must be read together",
            task -> task.hints().documents() >= settings.manyDocuments()),
        Rule.judging(
            "grid_puzzle",
            Evidence.HINT,
            "grids are given, and their size, colours and changes tell the tier",
            task ->
                task.hints()
                    .grids()
                    .map(g -> settings.thresholds().tierOf(FeatureScore.ofGrids(g, settings)))));
  }

  /** Rules on hinted size; a transformation of code outranks them, whatever its size. */
  static List<Rule> sizes() {
    return List.of(
        Rule.of(
            "hinted_under_50_lines",
            Tier.SMALL,
            Evidence.HINT,
            "the request says that it is about fewer than 50 lines of code",
            task -> isHinted(task, 1, Sizes.SMALL_CODE)),
        Rule.of(
            "hinted_under_200_lines",
            Tier.MEDIUM,
            Evidence.HINT,
            "the request says that it is about fewer than 200 lines of code",
            task -> isHinted(task, Sizes.SMALL_CODE, Sizes.MEDIUM_CODE)));
  }

  private static boolean isHinted(TaskFeatures task, int from, int below) {
    return task.hints().linesOfCode().isPresent()
        && task.linesOfCode() >= from
        && task.linesOfCode() < below;
  }

  private static boolean namesTask(TaskFeatures task, ClassifySettings settings) {
    return task.hints().taskType().filter(settings.taskTypes()::containsKey).isPresent();
  }

  private static Map<String, Tier> tiers(ClassifySettings settings) {
    Stream<Map.Entry<String, Tier>> queries =
        settings.queryTypes().entrySet().stream()
            .map(type -> Map.entry(type.getKey(), tierOf(type.getValue())));
    return Stream.concat(queries, settings.taskTypes().entrySet().stream())
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, Map.Entry::getValue, (query, task) -> task));
  }

  private static Tier tierOf(Complexity complexity) {
    return switch (complexity) {
      case SIMPLE -> Tier.TINY;
      case MEDIUM -> Tier.MEDIUM;
      case COMPLEX -> Tier.LARGE;
    };
  }
}
