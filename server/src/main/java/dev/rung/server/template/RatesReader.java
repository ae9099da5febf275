package dev.rung.server.template;

import dev.rung.server.template.function.InLanguage;
import dev.rung.server.template.table.RateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads one [[rates]] of a file: a table of currencies is asked in the words in which the shipped
 * templates convert units.
 */
record RatesReader(Surroundings surroundings) {
  private static final String OWNER = "a table of rates";
  private static final String WORDED_LIKE = "unit-conversion";
  private static final Set<String> KEYS = Set.of("name", "file", "examples", "misses");

  /** One template for each wording; the examples are with the first. */
  List<TemplateEntry> read(TomlEntry toml) throws TemplateFileException {
    toml.allowOnly(KEYS);
    String name = toml.name(OWNER);
    RateTable table = surroundings.csv().read(toml, OWNER, RateTable::of);
    List<TemplateEntry> entries = new ArrayList<>();
    for (TemplateEntry shipped : surroundings.shipped()) {
      if (shipped.template().name().equals(WORDED_LIKE)) {
        boolean first = entries.isEmpty();
        entries.add(
            new TemplateEntry(
                asking(shipped, name, table),
                shipped.language(),
                first ? toml.examples("examples") : List.of(),
                first ? toml.strings("misses") : List.of()));
      }
    }
    return entries;
  }

  private static Template asking(TemplateEntry shipped, String name, RateTable table) {
    Template like = shipped.template();
    return new Template(
        name,
        like.keywords(),
        like.phrases(),
        like.heads(),
        like.except(),
        new InLanguage(table, shipped.language()));
  }
}
