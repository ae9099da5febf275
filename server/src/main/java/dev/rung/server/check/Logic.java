package dev.rung.server.check;

import java.util.Map;
import java.util.Optional;

/** Keywords that put schemas together. */
record Logic(Evaluation evaluation) {

  Optional<String> unmet(
      String keyword, JsonValue asked, Map<String, JsonValue> all, JsonValue value)
      throws UncheckableException {
    return switch (keyword) {
      case "allOf" -> firstUnmet(asked, value);
      case "anyOf" -> Evaluation.onlyIf(met(asked, value, 1) > 0, keyword);
      case "oneOf" -> Evaluation.onlyIf(met(asked, value, 2) == 1, keyword);
      case "not" -> Evaluation.onlyIf(!evaluation.isMet(asked, value), keyword);
      default -> branch(asked, all, value);
    };
  }

  private Optional<String> firstUnmet(JsonValue schemas, JsonValue value)
      throws UncheckableException {
    for (JsonValue schema : Evaluation.list(schemas)) {
      Optional<String> unmet = evaluation.unmet(schema, value);
      if (unmet.isPresent()) {
        return unmet;
      }
    }
    return Optional.empty();
  }

  /** How many are met; looks no further than at so many. */
  private int met(JsonValue schemas, JsonValue value, int enough) throws UncheckableException {
    int met = 0;
    for (JsonValue schema : Evaluation.list(schemas)) {
      met += evaluation.isMet(schema, value) ? 1 : 0;
      if (met >= enough) {
        break;
      }
    }
    return met;
  }

  private Optional<String> branch(JsonValue condition, Map<String, JsonValue> all, JsonValue value)
      throws UncheckableException {
    JsonValue branch = all.get(evaluation.isMet(condition, value) ? "then" : "else");
    return branch == null ? Optional.empty() : evaluation.unmet(branch, value);
  }
}
