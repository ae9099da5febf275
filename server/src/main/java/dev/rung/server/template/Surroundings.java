package dev.rung.server.template;

import dev.rung.server.template.function.TemplateFunction;
import java.util.List;
import java.util.Map;

/**
 * What a file of templates may refer to.
 *
 * @param functions by name
 * @param shipped the templates that are in use anyway
 * @param csv the tables beside the file
 */
record Surroundings(
    Map<String, TemplateFunction> functions, List<TemplateEntry> shipped, CsvFiles csv) {
  Surroundings {
    functions = Map.copyOf(functions);
    shipped = List.copyOf(shipped);
  }
}
