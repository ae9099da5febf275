package dev.rung.server.template;

import dev.rung.server.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The templates that are shipped. */
final class BuiltInTemplates {
  /** One file per family; where two match, the earlier one answers. */
  static final List<String> FILES =
      List.of(
          "greeting.toml",
          "help.toml",
          "date-and-time.toml",
          "arithmetic.toml",
          "percent.toml",
          "unit-conversion.toml",
          "chance.toml",
          "uuid.toml",
          "encoding.toml",
          "hash.toml",
          "case.toml",
          "count.toml",
          "json.toml",
          "http-status.toml",
          "boilerplate.toml",
          "facts.toml",
          "text.toml");

  private BuiltInTemplates() {}

  /**
   * Every shipped template, those in English first.
   *
   * @throws IllegalStateException when a shipped file is broken
   */
  static List<TemplateEntry> all(Map<String, TemplateFunction> functions) {
    List<TemplateEntry> all = new ArrayList<>(read(functions));
    all.addAll(SpokenTemplates.read(functions));
    return all;
  }

  /**
   * Every template of {@link #FILES}, in order.
   *
   * @throws IllegalStateException when a shipped file is broken
   */
  static List<TemplateEntry> read(Map<String, TemplateFunction> functions) {
    var surroundings = new Surroundings(functions, List.of(), CsvFiles.NONE);
    List<TemplateEntry> entries = new ArrayList<>();
    for (String file : FILES) {
      try {
        entries.addAll(TemplateFile.parse(file, ShippedFile.text(file), surroundings));
      } catch (TemplateFileException e) {
        throw new IllegalStateException(e);
      }
    }
    return entries;
  }
}
