package dev.rung.server.template;

import dev.rung.server.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

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
   * Every template of {@link #FILES}, in order, without examples: they are half of the text, and
   * parsing them would make each start slower.
   *
   * @throws IllegalStateException when a shipped file is broken
   */
  static List<TemplateEntry> read(Map<String, TemplateFunction> functions) {
    return read(functions, BuiltInTemplates::withoutExamples);
  }

  /** The same with examples and near misses. */
  static List<TemplateEntry> readWithExamples(Map<String, TemplateFunction> functions) {
    return read(functions, content -> content);
  }

  private static List<TemplateEntry> read(
      Map<String, TemplateFunction> functions, UnaryOperator<String> prepared) {
    var surroundings = new Surroundings(functions, List.of(), CsvFiles.NONE);
    List<TemplateEntry> entries = new ArrayList<>();
    for (String file : FILES) {
      try {
        entries.addAll(
            TemplateFile.parse(file, prepared.apply(ShippedFile.text(file)), surroundings));
      } catch (TemplateFileException e) {
        throw new IllegalStateException(e);
      }
    }
    return entries;
  }

  /** In shipped files, examples and near misses are the last keys of a template. */
  private static String withoutExamples(String content) {
    var rest = new StringBuilder(content.length());
    int start = 0;
    while (start < content.length()) {
      int next = content.indexOf("\n[[template]]", start + 1);
      int end = next < 0 ? content.length() : next;
      String template = content.substring(start, end);
      rest.append(
          template, 0, Math.min(endBefore("examples", template), endBefore("misses", template)));
      start = end;
    }
    return rest.toString();
  }

  private static int endBefore(String key, String template) {
    int at = template.indexOf("\n" + key + " = ");
    return at < 0 ? template.length() : at;
  }
}
