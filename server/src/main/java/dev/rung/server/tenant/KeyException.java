package dev.rung.server.tenant;

/** Keys cannot be made, listed or revoked as asked; the message says what to change. */
public final class KeyException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is at fault. */
  public enum Kind {
    INVALID,
    UNKNOWN,
    STORE
  }

  private final Kind kind;

  KeyException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** The message, which is never missing. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
