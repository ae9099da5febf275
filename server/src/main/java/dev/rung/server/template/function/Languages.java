package dev.rung.server.template.function;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Languages and tools by every name they go by, in any case. */
final class Languages {
  /** Read when the first of them is asked for. */
  private static final class Table {
    private static final Map<String, Language> BY_NAME = read();
  }

  private Languages() {}

  static Optional<Language> named(String name) {
    return Optional.ofNullable(Table.BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  private static Map<String, Language> read() {
    Map<String, Language> byName = new HashMap<>();
    for (List<String> row : FactTable.read("languages.txt", 5)) {
      List<String> comment = List.of(row.get(1).split(" ", -1));
      List<String> endings = List.of(row.get(3).split(", ", -1));
      var language = new Language(row.get(0), comment, row.get(2), endings);
      for (String name : row.get(4).split(", ", -1)) {
        byName.put(name, language);
      }
    }
    return byName;
  }
}
