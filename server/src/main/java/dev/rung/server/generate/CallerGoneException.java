package dev.rung.server.generate;

/** The caller cancelled, hung up or ran out of time; whatever runs for it must stop. */
public final class CallerGoneException extends Exception {
  private static final long serialVersionUID = 1L;

  public CallerGoneException(String message) {
    super(message);
  }
}
