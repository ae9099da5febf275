package dev.rung.server.check;

/** A schema that no answer can be held against here. The message says why, without its text. */
final class UncheckableException extends Exception {
  private static final long serialVersionUID = 1L;

  UncheckableException(String why) {
    super(why, null, false, false);
  }

  String why() {
    String message = getMessage();
    return message == null ? "it cannot be read" : message;
  }
}
