package dev.rung.server.template.function;

/** Numbers with the currency sign they were asked with. */
final class Amounts {
  private Amounts() {}

  /**
   * @param currency a sign such as "$", or ""
   */
  static String shown(Rational value, String currency) {
    String rounded = value.isShownExactly() ? "" : "≈ ";
    return rounded + currency + value;
  }
}
