package dev.rung.server.app.cli;

/** Bad usage or configuration: the message says what to change, and the exit code is 2. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
