package dev.rung.server.template.function;

/** A division that has no result. */
final class DivisionByZeroException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  DivisionByZeroException() {
    super("division by zero");
  }
}
