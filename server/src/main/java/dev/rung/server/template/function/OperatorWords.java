package dev.rung.server.template.function;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What operators are called in one language.
 *
 * @param operators by word, in the order in which they are replaced
 * @param divisionByZero what is said of it
 */
record OperatorWords(Map<String, String> operators, String divisionByZero) {
  private static final String UNDEFINED = "x/0";
  private static final Map<Tongue, OperatorWords> KNOWN = new ConcurrentHashMap<>();

  /** Read when first asked for. */
  static OperatorWords of(Tongue tongue) {
    return KNOWN.computeIfAbsent(tongue, OperatorWords::read);
  }

  /** The text with signs instead of words. */
  String replaced(String text) {
    String replaced = text;
    for (Map.Entry<String, String> operator : operators.entrySet()) {
      replaced = replaced.replace(operator.getKey(), operator.getValue());
    }
    return replaced;
  }

  private static OperatorWords read(Tongue tongue) {
    Map<String, String> operators = new LinkedHashMap<>();
    Map<String, String> texts = new HashMap<>();
    for (List<String> row : FactTable.read("operators.txt", 3)) {
      if (!row.getFirst().equals(tongue.code())) {
        continue;
      }
      if (row.get(1).equals(UNDEFINED)) {
        texts.put(UNDEFINED, row.get(2));
      } else {
        for (String word : row.get(2).split(", ", -1)) {
          operators.put(word.replace('_', ' '), row.get(1));
        }
      }
    }
    return new OperatorWords(
        operators, texts.getOrDefault(UNDEFINED, Calculation.DIVISION_BY_ZERO));
  }
}
