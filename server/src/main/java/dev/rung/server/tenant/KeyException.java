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
  private final String field;

  KeyException(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.field = "";
  }

  /** A request that is wrong. */
  KeyException(KeyRequest.Fault fault) {
    super(fault.text());
    this.kind = Kind.INVALID;
    this.field = fault.field();
  }

  public Kind kind() {
    return kind;
  }

  /** The field at fault, as the contract names it; empty where it is none. */
  public String field() {
    return field;
  }

  /** The message, which is never missing. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
