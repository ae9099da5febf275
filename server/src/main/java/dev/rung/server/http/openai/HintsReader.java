package dev.rung.server.http.openai;

import dev.rung.server.call.Violations;
import dev.rung.server.generate.Hints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code rung.hints}, what the caller knows of the task; three of them may be headers. */
final class HintsReader {
  private static final int MAX_ENTITIES = 256;
  private static final int MAX_DOCUMENTS = 1_000;

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
            List.of());
    hints.ifPresent(object ->
        object
            .unread()
            .forEach(field ->
                violations.add(
                    field,
                    "is not known here: there are task_type, domain, language, entities,"
                        + " context_documents and lines_of_code")));
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

  private List<String> documents(JsonObject object) {
    List<String> documents = texts(object, "context_documents");
    if (documents.size() > MAX_DOCUMENTS) {
      object.wrong("context_documents", "must have at most " + MAX_DOCUMENTS + " documents");
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
    if (fields.size() > MAX_ENTITIES) {
      object.wrong("entities", "must have at most " + MAX_ENTITIES + " entries");
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
