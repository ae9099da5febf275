package dev.rung.server.template.function;

/** Reads the signs and numbers of an expression from left to right; counts its operators. */
final class ExpressionText {
  private static final char NOTHING = '\0';

  private final String text;
  private int at;
  private int operators;

  ExpressionText(String text) {
    this.text = text;
  }

  /** The next character that is no space, which stays the next one; no sign at the end. */
  char peek() {
    return isAtEnd() ? NOTHING : text.charAt(at);
  }

  /** Whether only spaces are left. */
  boolean isAtEnd() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at == text.length();
  }

  /** Takes the character that {@link #peek} saw. */
  void skip() {
    at++;
  }

  /** Takes the operator that {@link #peek} saw. */
  void operator() {
    at++;
    operators++;
  }

  /** How many operators between two operands were taken. */
  int operators() {
    return operators;
  }

  /** Takes the number that begins where {@link #peek} stands. */
  Rational number() throws MalformedExpressionException {
    int start = at;
    while (at < text.length() && isOfNumber(text.charAt(at))) {
      at++;
    }
    return Numbers.parse(text.substring(start, at)).orElseThrow(MalformedExpressionException::new);
  }

  private static boolean isOfNumber(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == ',';
  }
}
