package dev.rung.server.template;

/** A file of templates that cannot be used. The message names the file, the line and the rule. */
public final class TemplateFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;

  /**
   * @param line from 1; 0 where the whole file is meant
   */
  TemplateFileException(String file, int line, String problem) {
    super(file + (line > 0 ? ":" + line : "") + ": " + problem);
    this.file = file;
    this.line = line;
  }

  /** The name of the file, without its folder. */
  public String file() {
    return file;
  }

  /** From 1; 0 where the whole file is meant. */
  public int line() {
    return line;
  }
}
