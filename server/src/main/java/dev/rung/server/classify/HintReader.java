package dev.rung.server.classify;

import dev.rung.classifier.CodeLanguage;
import dev.rung.classifier.GridFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.server.generate.Grid;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Hints and conversation as the plain values that features are made of. */
final class HintReader {
  private HintReader() {}

  static TaskHints read(Hints hints) {
    if (hints.equals(Hints.NONE)) {
      return TaskHints.NONE;
    }
    return new TaskHints(
        hints.taskType().map(HintReader::normalised),
        hints.language().flatMap(CodeLanguage::named),
        hints.linesOfCode(),
        hints.entities().size(),
        hints.entities().values().stream().mapToInt(List::size).max().orElse(0),
        hints.contextDocuments().size(),
        grids(hints.grids()));
  }

  /** Messages before the one that is judged, without system messages. */
  static int earlierTurns(Prompt prompt) {
    int turns = 0;
    for (Message message : prompt.messages()) {
      turns += message.role() == Role.SYSTEM ? 0 : 1;
    }
    return Math.max(0, turns - 1);
  }

  private static String normalised(String taskType) {
    return taskType.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
  }

  private static Optional<GridFeatures> grids(List<Grid> grids) {
    return grids.isEmpty()
        ? Optional.empty()
        : Optional.of(GridFeatures.of(grids.stream().map(Grid::rows).toList()));
  }
}
