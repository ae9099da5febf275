package dev.rung.server.template.function;

/** A text that is no arithmetic expression. */
final class MalformedExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedExpressionException() {
    super("not an arithmetic expression", null, false, false);
  }
}
