package dev.rung.server.template.table;

/** A table that cannot be used. The message says what to change, without the line. */
public final class TableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * @param line of the table's file, from 1
   */
  TableException(int line, String problem) {
    super(problem);
    this.line = line;
  }

  /** The line of the table's file, from 1. */
  public int line() {
    return line;
  }
}
