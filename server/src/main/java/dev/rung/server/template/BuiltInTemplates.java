package dev.rung.server.template;

import dev.rung.server.template.function.TemplateFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files of templates that are shipped. */
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
   * Every shipped template, in order.
   *
   * @throws IllegalStateException when a shipped file is broken
   */
  static List<TemplateEntry> read(Map<String, TemplateFunction> functions) {
    var surroundings = new Surroundings(functions, List.of(), CsvFiles.NONE);
    List<TemplateEntry> entries = new ArrayList<>();
    for (String file : FILES) {
      try {
        entries.addAll(TemplateFile.parse(file, content(file), surroundings));
      } catch (TemplateFileException e) {
        throw new IllegalStateException(e);
      }
    }
    return entries;
  }

  private static String content(String file) {
    try (InputStream in = BuiltInTemplates.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the templates " + file + " are missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
