package dev.rung.local.device;

/** A device cannot be used; the message is the reason, as part of a sentence. */
final class UnusableException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableException(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
