package dev.rung.server.rpc;

import dev.rung.server.call.HintRules;
import dev.rung.server.call.JsonObjects;
import dev.rung.server.call.Violations;
import dev.rung.server.generate.Grid;
import dev.rung.server.generate.Hints;
import dev.rung.v1.Grid.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what the caller knows of the task. */
final class HintsReader {
  private HintsReader() {}

  static Hints read(dev.rung.v1.Hints in, Violations violations) {
    checkDocuments(in.getContextDocumentsList(), violations);
    return new Hints(
        name("hints.task_type", in.getTaskType(), violations),
        name("hints.domain", in.getDomain(), violations),
        name("hints.language", in.getLanguage(), violations),
        entities(in.getEntitiesMap(), violations),
        in.getContextDocumentsList(),
        linesOfCode(in, violations),
        grids(in.getGridsList(), violations));
  }

  private static Optional<String> name(String field, String value, Violations violations) {
    violations.name(field, value);
    return value.isBlank() ? Optional.empty() : Optional.of(value);
  }

  private static void checkDocuments(List<String> documents, Violations violations) {
    if (documents.size() > HintRules.MAX_DOCUMENTS) {
      violations.add(
          "hints.context_documents", "must have at most " + HintRules.MAX_DOCUMENTS + " documents");
      return;
    }
    for (int i = 0; i < documents.size(); i++) {
      violations.text("hints.context_documents[" + i + "]", documents.get(i));
    }
  }

  private static OptionalInt linesOfCode(dev.rung.v1.Hints in, Violations violations) {
    if (!in.hasLinesOfCode()) {
      return OptionalInt.empty();
    }
    violations.check(
        in.getLinesOfCode() >= 0,
        "hints.lines_of_code",
        "must be 0 or more, not " + in.getLinesOfCode());
    return OptionalInt.of(in.getLinesOfCode());
  }

  private static Map<String, List<String>> entities(
      Map<String, String> entities, Violations violations) {
    if (entities.size() > HintRules.MAX_ENTITIES) {
      violations.add("hints.entities", "must have at most " + HintRules.MAX_ENTITIES + " entries");
      return Map.of();
    }
    Map<String, List<String>> lists = new HashMap<>();
    entities.forEach((key, value) -> {
      violations.name("hints.entities", key);
      violations.text("hints.entities", value);
      lists.put(key, values(value, violations));
    });
    return lists;
  }

  private static List<String> values(String value, Violations violations) {
    String trimmed = value.strip();
    if (!trimmed.startsWith("[")) {
      return separated(trimmed);
    }
    Optional<List<String>> strings = JsonObjects.strings(trimmed);
    violations.check(
        strings.isPresent(), "hints.entities", "a list must be a JSON array of strings");
    return strings.orElse(List.of());
  }

  private static List<String> separated(String value) {
    List<String> values = new ArrayList<>();
    for (String item : value.split(",", -1)) {
      if (!item.isBlank()) {
        values.add(item.strip());
      }
    }
    return values;
  }

  private static List<Grid> grids(List<dev.rung.v1.Grid> grids, Violations violations) {
    if (grids.size() > HintRules.MAX_GRIDS) {
      violations.add("hints.grids", "must have at most " + HintRules.MAX_GRIDS + " grids");
      return List.of();
    }
    List<Grid> read = new ArrayList<>(grids.size());
    for (int i = 0; i < grids.size(); i++) {
      List<List<Integer>> rows =
          grids.get(i).getRowsList().stream().map(Row::getCellsList).toList();
      HintRules.grid("hints.grids[" + i + "]", rows, violations).ifPresent(read::add);
    }
    return read;
  }
}
