package dev.rung.server.template;

import org.tomlj.TomlPosition;

/** A line of a file of templates. */
record Place(String file, int line) {
  static Place of(String file, @org.jspecify.annotations.Nullable TomlPosition position) {
    return new Place(file, position == null ? 0 : position.line());
  }

  TemplateFileException error(String problem) {
    return new TemplateFileException(file, line, problem);
  }
}
