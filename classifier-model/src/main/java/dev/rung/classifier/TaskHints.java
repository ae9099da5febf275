package dev.rung.classifier;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the caller said of a task; outranks what is read from the text.
 *
 * @param taskType kind of task or query, as the caller spells it
 * @param language that the code is, or is to be, written in
 * @param linesOfCode that the task is about
 * @param entities how many different things are named
 * @param largestEntity how many values the entity with the most values has
 * @param documents how many documents are given as context
 */
public record TaskHints(
    Optional<String> taskType,
    Optional<CodeLanguage> language,
    OptionalInt linesOfCode,
    int entities,
    int largestEntity,
    int documents,
    Optional<GridFeatures> grids) {
  public static final TaskHints NONE =
      new TaskHints(
          Optional.empty(), Optional.empty(), OptionalInt.empty(), 0, 0, 0, Optional.empty());
}
