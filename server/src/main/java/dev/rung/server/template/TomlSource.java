package dev.rung.server.template;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;

/**
 * A file of templates as it was written.
 *
 * @param file its name, for errors
 */
record TomlSource(String file, List<String> lines) {
  static TomlSource of(String file, String content) {
    return new TomlSource(file, content.lines().toList());
  }

  /**
   * Where a value stands. The parser gives the end of what is before an element of a list, so that
   * white space and comments are stepped over.
   */
  Place at(@Nullable TomlPosition position) {
    if (position == null) {
      return new Place(file, 0);
    }
    int line = position.line();
    int column = position.column();
    while (line < lines.size() && isBlankFrom(lines.get(line - 1), column)) {
      line++;
      column = 1;
    }
    return new Place(file, line);
  }

  private static boolean isBlankFrom(String line, int column) {
    int length = line.codePointCount(0, line.length());
    String rest = line.substring(line.offsetByCodePoints(0, Math.min(column - 1, length))).strip();
    return rest.isEmpty() || rest.startsWith("#");
  }
}
