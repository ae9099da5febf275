package dev.rung.server.http.openai;

import dev.rung.server.call.HintRules;
import dev.rung.server.call.Violations;
import dev.rung.server.generate.Grid;
import dev.rung.server.generate.Hints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code rung.hints}, what the caller knows of the task; three of them may be headers. */
final class HintsReader {
  private final Optional<JsonObject> hints;
  private final Wishes headers;
  private final Violations violations;

  HintsReader(Optional<JsonObject> hints, Wishes headers, Violations violations) {
    this.hints = hints;
    this.headers = headers;
    this.violations = violations;
  }

  Hints read() {
    Optional<String> taskType = name("task_type");
    Optional<String> domain = name("domain");
    Optional<String> language = name("language");
    Hints read =
        new Hints(
            taskType,
            domain,
            language,
            hints.map(this::entities).orElse(Map.of()),
            hints.map(this::documents).orElse(List.of()),
            hints.map(this::linesOfCode).orElse(OptionalInt.empty()),
            hints.map(this::grids).orElse(List.of()));
    hints.ifPresent(object ->
        object
            .unread()
            .forEach(field ->
                violations.add(
                    field,
                    "is not known here: there are task_type, domain, language, entities,"
                        + " context_documents, lines_of_code and grids")));
    return read.equals(Hints.NONE) ? Hints.NONE : read;
  }

  private Optional<String> name(String key) {
    Optional<String> text = hints.flatMap(object -> object.text(key));
    text.ifPresent(value -> violations.name("rung.hints." + key, value));
    return text.filter(value -> !value.isBlank()).or(() -> headers.name(key));
  }

  private OptionalInt linesOfCode(JsonObject object) {
    OptionalInt lines = object.count("lines_of_code");
    if (lines.isPresent() && lines.getAsInt() < 0) {
      object.wrong("lines_of_code", "must be 0 or more");
    }
    return lines;
  }

  private List<Grid> grids(JsonObject object) {
    List<JsonValue> elements = object.array("grids").orElse(List.of());
    if (elements.size() > HintRules.MAX_GRIDS) {
      object.wrong("grids", "must have at most " + HintRules.MAX_GRIDS + " grids");
      return List.of();
    }
    List<Grid> read = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      String field = object.path("grids") + "[" + i + "]";
      rows(field, elements.get(i))
          .flatMap(rows -> HintRules.grid(field, rows, violations))
          .ifPresent(read::add);
    }
    return read;
  }

  /** Absent, with a violation, where they are not arrays of whole numbers. */
  private Optional<List<List<Integer>>> rows(String field, JsonValue grid) {
    List<List<Integer>> rows = new ArrayList<>();
    boolean isGrid = grid instanceof JsonValue.Array;
    for (JsonValue row : elements(grid)) {
      List<Integer> cells = elements(row).stream().flatMap(cell -> cell.int32().stream()).toList();
      isGrid &= row instanceof JsonValue.Array && cells.size() == elements(row).size();
      rows.add(cells);
    }
    violations.check(isGrid, field, "must be an array of rows, each an array of whole numbers");
    return isGrid ? Optional.of(rows) : Optional.empty();
  }

  private static List<JsonValue> elements(JsonValue value) {
    return value instanceof JsonValue.Array(List<JsonValue> elements) ? elements : List.of();
  }

  private List<String> documents(JsonObject object) {
    List<String> documents = texts(object, "context_documents");
    if (documents.size() > HintRules.MAX_DOCUMENTS) {
      object.wrong(
          "context_documents", "must have at most " + HintRules.MAX_DOCUMENTS + " documents");
    }
    return documents;
  }

  private Map<String, List<String>> entities(JsonObject object) {
    Optional<JsonValue> value = object.value("entities");
    if (value.isEmpty()) {
      return Map.of();
    }
    if (!(value.get() instanceof JsonValue.Fields(Map<String, JsonValue> fields))) {
      object.wrong("entities", "must be an object, not " + value.get().kind());
      return Map.of();
    }
    if (fields.size() > HintRules.MAX_ENTITIES) {
      object.wrong("entities", "must have at most " + HintRules.MAX_ENTITIES + " entries");
      return Map.of();
    }
    Optional<JsonObject> entities = object.object("entities");
    Map<String, List<String>> read = new HashMap<>();
    fields.forEach((name, values) -> {
      violations.name("rung.hints.entities", name);
      entities.ifPresent(inner ->
          read.put(
              name,
              values instanceof JsonValue.Text(String one) ? List.of(one) : texts(inner, name)));
    });
    return read;
  }

  private List<String> texts(JsonObject object, String name) {
    List<String> texts = new ArrayList<>();
    List<JsonValue> elements = object.array(name).orElse(List.of());
    for (int i = 0; i < elements.size(); i++) {
      String field = object.path(name) + "[" + i + "]";
      object
          .text(field, elements.get(i))
          .ifPresent(text -> {
            violations.text(field, text);
            texts.add(text);
          });
    }
    return texts;
  }
}
