package dev.rung.server.check;

import dev.rung.server.check.JsonValue.Fields;
import dev.rung.server.check.JsonValue.Figure;
import dev.rung.server.check.JsonValue.Flag;
import dev.rung.server.check.JsonValue.Items;
import dev.rung.server.check.JsonValue.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds one value against one schema: JSON Schema 2020-12, and what earlier drafts share with it.
 * {@code format} says nothing, as the standard has it. One thread.
 */
final class Evaluation {
  /** Keywords that change what others mean. */
  private static final Set<String> NOT_KNOWN =
      Set.of(
          "$dynamicRef",
          "$recursiveRef",
          "unevaluatedProperties",
          "unevaluatedItems",
          "dependentSchemas",
          "dependencies",
          "additionalItems");

  private final References references;
  private final Steps steps = new Steps();
  private final Patterns patterns = new Patterns(steps);
  private final Logic logic = new Logic(this);
  private final Structure structure = new Structure(this, steps, patterns);

  Evaluation(JsonValue schema) {
    this.references = new References(schema);
  }

  /** The keyword that the value does not meet; absent where it meets all. */
  Optional<String> unmet(JsonValue schema, JsonValue value) throws UncheckableException {
    steps.enter();
    try {
      return switch (schema) {
        case Flag flag -> flag.value() ? Optional.empty() : Optional.of("false");
        case Fields keywords -> unmet(keywords.values(), value);
        default -> throw new UncheckableException("a part of it is no schema");
      };
    } finally {
      steps.leave();
    }
  }

  boolean isMet(JsonValue schema, JsonValue value) throws UncheckableException {
    return unmet(schema, value).isEmpty();
  }

  private Optional<String> unmet(Map<String, JsonValue> keywords, JsonValue value)
      throws UncheckableException {
    for (Map.Entry<String, JsonValue> keyword : keywords.entrySet()) {
      Optional<String> unmet = unmet(keyword.getKey(), keyword.getValue(), keywords, value);
      if (unmet.isPresent()) {
        return unmet;
      }
    }
    return Optional.empty();
  }

  private Optional<String> unmet(
      String keyword, JsonValue asked, Map<String, JsonValue> all, JsonValue value)
      throws UncheckableException {
    steps.take(1);
    if (NOT_KNOWN.contains(keyword)) {
      throw new UncheckableException("it holds a keyword that is not known here");
    }
    return switch (keyword) {
      case "$ref" -> unmet(references.find(text(asked)), value);
      case "type" -> onlyIf(isOfType(asked, value), keyword);
      case "const" -> onlyIf(asked.equals(value), keyword);
      case "enum" -> onlyIf(list(asked).contains(value), keyword);
      case "allOf", "anyOf", "oneOf", "not", "if" -> logic.unmet(keyword, asked, all, value);
      default ->
          switch (value) {
            case Figure figure -> onlyIf(Numbers.meets(keyword, asked, figure.value()), keyword);
            case Text text -> onlyIf(isMetBy(keyword, asked, text.value()), keyword);
            case Items items -> structure.unmet(keyword, asked, all, items.values());
            case Fields fields -> structure.unmet(keyword, asked, all, fields.values());
            case Flag _, JsonValue.Nothing _ -> Optional.empty();
          };
    };
  }

  private boolean isMetBy(String keyword, JsonValue asked, String text)
      throws UncheckableException {
    return switch (keyword) {
      case "minLength" -> text.codePointCount(0, text.length()) >= Numbers.count(asked);
      case "maxLength" -> text.codePointCount(0, text.length()) <= Numbers.count(asked);
      case "pattern" -> patterns.isFound(text(asked), text);
      default -> true;
    };
  }

  private static boolean isOfType(JsonValue asked, JsonValue value) throws UncheckableException {
    if (asked instanceof Items types) {
      for (JsonValue type : types.values()) {
        if (isOfType(type, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (text(asked)) {
      case "object" -> value instanceof Fields;
      case "array" -> value instanceof Items;
      case "string" -> value instanceof Text;
      case "boolean" -> value instanceof Flag;
      case "null" -> value instanceof JsonValue.Nothing;
      case "number" -> value instanceof Figure;
      case "integer" -> value instanceof Figure figure && figure.value().scale() <= 0;
      default -> throw new UncheckableException("it names a type that does not exist");
    };
  }

  static Optional<String> onlyIf(boolean met, String keyword) {
    return met ? Optional.empty() : Optional.of(keyword);
  }

  static String text(JsonValue value) throws UncheckableException {
    if (value instanceof Text text) {
      return text.value();
    }
    throw new UncheckableException("a text is missing in it");
  }

  static List<JsonValue> list(JsonValue value) throws UncheckableException {
    if (value instanceof Items items) {
      return items.values();
    }
    throw new UncheckableException("a list is missing in it");
  }

  static Map<String, JsonValue> map(JsonValue value) throws UncheckableException {
    if (value instanceof Fields fields) {
      return fields.values();
    }
    throw new UncheckableException("an object is missing in it");
  }
}
