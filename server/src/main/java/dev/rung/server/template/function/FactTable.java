package dev.rung.server.template.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A table of facts that is shipped beside the templates: a row a line, its cells between bars;
 * empty lines and those that begin with "#" are for the reader.
 */
final class FactTable {
  private static final String FOLDER = "/dev/rung/server/template/tables/";

  private FactTable() {}

  /**
   * The rows of this file, each with as many cells as the table has columns.
   *
   * @throws IllegalStateException when it is missing or malformed: a broken build
   */
  static List<List<String>> read(String name, int columns) {
    return text(name)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> cells(name, line, columns))
        .toList();
  }

  private static List<String> cells(String name, String line, int columns) {
    List<String> cells = List.of(line.strip().split(" \\| ", -1));
    if (cells.size() != columns) {
      throw new IllegalStateException(name + ": not " + columns + " cells: " + line);
    }
    return cells;
  }

  private static String text(String name) {
    try (InputStream in = FactTable.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the table " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
