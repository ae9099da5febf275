package dev.rung.server.provider;

/** A thread was interrupted before anything of its request was sent: nothing can be billed. */
public final class UnsentException extends InterruptedException {
  private static final long serialVersionUID = 1L;

  public UnsentException(String message) {
    super(message);
  }
}
