package dev.rung.server.template.function;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whole numbers below a hundred as one language spells them. Tens with a one of 1 to 9 behind them
 * are put together where the language does that plainly: "twenty-one", "treinta y uno", "二十三".
 */
record NumberWords(Map<String, Integer> values) {
  private static final int TEN = 10;
  private static final Map<Tongue, NumberWords> KNOWN = new ConcurrentHashMap<>();

  /** Read when first asked for. */
  static NumberWords of(Tongue tongue) {
    return KNOWN.computeIfAbsent(tongue, NumberWords::read);
  }

  Optional<Integer> value(String text) {
    String words = text.strip().toLowerCase(Locale.ROOT);
    return Optional.ofNullable(values.get(words)).or(() -> compound(words));
  }

  private Optional<Integer> compound(String words) {
    for (int end = words.length() - 1; end > 0; end--) {
      int tens = values.getOrDefault(words.substring(0, end), 0);
      int ones = values.getOrDefault(withoutJoint(words.substring(end)), 0);
      if (tens > TEN - 1 && tens % TEN == 0 && ones > 0 && ones < TEN) {
        return Optional.of(tens + ones);
      }
    }
    return Optional.empty();
  }

  private static String withoutJoint(String rest) {
    for (String joint : List.of(" y ", " et ", "-et-", "-", " ")) {
      if (rest.startsWith(joint)) {
        return rest.substring(joint.length());
      }
    }
    return rest;
  }

  private static NumberWords read(Tongue tongue) {
    Map<String, Integer> values = new HashMap<>();
    for (List<String> row : FactTable.read("number-words.txt", 3)) {
      if (row.getFirst().equals(tongue.code())) {
        for (String word : row.get(2).split(", ", -1)) {
          values.put(word, Integer.parseInt(row.get(1)));
        }
      }
    }
    return new NumberWords(Map.copyOf(values));
  }
}
