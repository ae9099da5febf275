package dev.rung.server.template.function;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How a language tells dates and times: sentences by name, with {placeholders}, and the names of
 * days from Monday and months. Its own words, so that they do not depend on the Java that runs.
 */
record CalendarWords(Map<String, String> texts, List<String> days, List<String> months) {
  private static final Map<Tongue, CalendarWords> KNOWN = new ConcurrentHashMap<>();

  /** Read when first asked for. */
  static CalendarWords of(Tongue tongue) {
    return KNOWN.computeIfAbsent(tongue, CalendarWords::read);
  }

  String date(LocalDate date) {
    return text("date")
        .replace("{weekday}", days.get(date.getDayOfWeek().getValue() - 1))
        .replace("{day}", Integer.toString(date.getDayOfMonth()))
        .replace("{month}", months.get(date.getMonthValue() - 1))
        .replace("{year}", Integer.toString(date.getYear()));
  }

  String text(String name) {
    return texts.getOrDefault(name, "");
  }

  private static CalendarWords read(Tongue tongue) {
    Map<String, String> texts = new HashMap<>();
    for (List<String> row : FactTable.read("calendar.txt", 3)) {
      if (row.getFirst().equals(tongue.code())) {
        texts.put(row.get(1), row.get(2));
      }
    }
    return new CalendarWords(Map.copyOf(texts), list(texts, "days"), list(texts, "months"));
  }

  private static List<String> list(Map<String, String> texts, String name) {
    return List.of(texts.getOrDefault(name, "").split(", ", -1));
  }
}
