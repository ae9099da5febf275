package dev.rung.server.tls;

/** A certificate, key or file of authorities cannot be used; the message says what to change. */
public final class TlsException extends Exception {
  private static final long serialVersionUID = 1L;

  TlsException(String message) {
    super(message);
  }

  TlsException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The message, which is never missing. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
