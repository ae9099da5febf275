package dev.rung.server.template;

/** A line of a file of templates. */
record Place(String file, int line) {
  TemplateFileException error(String problem) {
    return new TemplateFileException(file, line, problem);
  }
}
