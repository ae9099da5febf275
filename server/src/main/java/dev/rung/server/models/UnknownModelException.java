package dev.rung.server.models;

/** Nothing here is called so; the message says what is. */
public final class UnknownModelException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnknownModelException(String message) {
    super(message);
  }
}
