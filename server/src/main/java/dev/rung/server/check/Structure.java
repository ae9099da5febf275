package dev.rung.server.check;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keywords about arrays and objects. */
record Structure(Evaluation evaluation, Steps steps, Patterns patterns) {
  private static final JsonValue ANYTHING = new JsonValue.Flag(true);

  /** Of an array. */
  Optional<String> unmet(
      String keyword, JsonValue asked, Map<String, JsonValue> all, List<JsonValue> items)
      throws UncheckableException {
    return switch (keyword) {
      case "items" -> rest(asked, all, items);
      case "prefixItems" -> prefix(Evaluation.list(asked), items);
      case "minItems" -> Evaluation.onlyIf(items.size() >= Numbers.count(asked), keyword);
      case "maxItems" -> Evaluation.onlyIf(items.size() <= Numbers.count(asked), keyword);
      case "uniqueItems" -> Evaluation.onlyIf(isFalse(asked) || areUnique(items), keyword);
      case "contains" -> contains(asked, all, items);
      default -> Optional.empty();
    };
  }

  /** Of those after the ones that have schemas of their own; a list is the older form of these. */
  private Optional<String> rest(JsonValue asked, Map<String, JsonValue> all, List<JsonValue> items)
      throws UncheckableException {
    if (asked instanceof JsonValue.Items older) {
      return prefix(older.values(), items);
    }
    JsonValue own = all.get("prefixItems");
    int from = own == null ? 0 : Math.min(items.size(), Evaluation.list(own).size());
    for (JsonValue item : items.subList(from, items.size())) {
      Optional<String> unmet = evaluation.unmet(asked, item);
      if (unmet.isPresent()) {
        return unmet;
      }
    }
    return Optional.empty();
  }

  private Optional<String> prefix(List<JsonValue> schemas, List<JsonValue> items)
      throws UncheckableException {
    for (int i = 0; i < Math.min(schemas.size(), items.size()); i++) {
      Optional<String> unmet = evaluation.unmet(schemas.get(i), items.get(i));
      if (unmet.isPresent()) {
        return unmet;
      }
    }
    return Optional.empty();
  }

  private boolean areUnique(List<JsonValue> items) throws UncheckableException {
    steps.take(items.size());
    return new HashSet<>(items).size() == items.size();
  }

  private static boolean isFalse(JsonValue asked) {
    return asked.equals(new JsonValue.Flag(false));
  }

  private Optional<String> contains(
      JsonValue asked, Map<String, JsonValue> all, List<JsonValue> items)
      throws UncheckableException {
    long met = 0;
    for (JsonValue item : items) {
      met += evaluation.isMet(asked, item) ? 1 : 0;
    }
    JsonValue least = all.get("minContains");
    JsonValue most = all.get("maxContains");
    boolean enough = met >= (least == null ? 1 : Numbers.count(least));
    return Evaluation.onlyIf(enough && (most == null || met <= Numbers.count(most)), "contains");
  }

  /** Of an object. */
  Optional<String> unmet(
      String keyword, JsonValue asked, Map<String, JsonValue> all, Map<String, JsonValue> fields)
      throws UncheckableException {
    return switch (keyword) {
      case "properties" -> properties(Evaluation.map(asked), fields);
      case "patternProperties" -> patternProperties(Evaluation.map(asked), fields);
      case "additionalProperties" -> additional(asked, all, fields);
      case "propertyNames" -> names(asked, fields);
      case "required" -> required(asked, fields);
      case "dependentRequired" -> dependent(Evaluation.map(asked), fields);
      case "minProperties" -> Evaluation.onlyIf(fields.size() >= Numbers.count(asked), keyword);
      case "maxProperties" -> Evaluation.onlyIf(fields.size() <= Numbers.count(asked), keyword);
      default -> Optional.empty();
    };
  }

  private Optional<String> properties(Map<String, JsonValue> schemas, Map<String, JsonValue> fields)
      throws UncheckableException {
    for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
      JsonValue schema = schemas.getOrDefault(field.getKey(), ANYTHING);
      Optional<String> unmet = evaluation.unmet(schema, field.getValue());
      if (unmet.isPresent()) {
        return unmet;
      }
    }
    return Optional.empty();
  }

  private Optional<String> patternProperties(
      Map<String, JsonValue> schemas, Map<String, JsonValue> fields) throws UncheckableException {
    for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
      for (Map.Entry<String, JsonValue> schema : schemas.entrySet()) {
        if (patterns.isFound(schema.getKey(), field.getKey())) {
          Optional<String> unmet = evaluation.unmet(schema.getValue(), field.getValue());
          if (unmet.isPresent()) {
            return unmet;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> additional(
      JsonValue asked, Map<String, JsonValue> all, Map<String, JsonValue> fields)
      throws UncheckableException {
    Map<String, JsonValue> named = Evaluation.map(all.getOrDefault("properties", NO_FIELDS));
    Map<String, JsonValue> matched =
        Evaluation.map(all.getOrDefault("patternProperties", NO_FIELDS));
    for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
      boolean additional =
          !named.containsKey(field.getKey()) && !isMatched(matched, field.getKey());
      if (additional && !evaluation.isMet(asked, field.getValue())) {
        return Optional.of("additionalProperties");
      }
    }
    return Optional.empty();
  }

  private static final JsonValue NO_FIELDS = new JsonValue.Fields(Map.of());

  private boolean isMatched(Map<String, JsonValue> schemas, String name)
      throws UncheckableException {
    for (String pattern : schemas.keySet()) {
      if (patterns.isFound(pattern, name)) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> names(JsonValue asked, Map<String, JsonValue> fields)
      throws UncheckableException {
    for (String name : fields.keySet()) {
      if (!evaluation.isMet(asked, new JsonValue.Text(name))) {
        return Optional.of("propertyNames");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> required(JsonValue asked, Map<String, JsonValue> fields)
      throws UncheckableException {
    for (JsonValue name : Evaluation.list(asked)) {
      if (!fields.containsKey(Evaluation.text(name))) {
        return Optional.of("required");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> dependent(
      Map<String, JsonValue> asked, Map<String, JsonValue> fields) throws UncheckableException {
    for (Map.Entry<String, JsonValue> one : asked.entrySet()) {
      if (fields.containsKey(one.getKey()) && required(one.getValue(), fields).isPresent()) {
        return Optional.of("dependentRequired");
      }
    }
    return Optional.empty();
  }
}
