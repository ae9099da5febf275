package dev.rung.server.simulate;

/** A file of tasks cannot be used; the message names the file, the line, the field and why. */
public final class TaskException extends Exception {
  private static final long serialVersionUID = 1;

  TaskException(String message) {
    super(message);
  }
}
