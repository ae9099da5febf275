package dev.rung.server.template.function;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers with the currency sign they were asked with. */
final class Amounts {
  private Amounts() {}

  /**
   * @param currency a sign such as "$", or ""
   */
  static String shown(Rational value, String currency, Tongue tongue) {
    String rounded = value.isShownExactly() ? "" : "≈ ";
    return rounded + currency + tongue.shown(value);
  }

  /** Rounded to two digits after the point. */
  static String inCents(Rational value, String currency) {
    var exact = new BigDecimal(value.numerator());
    return currency
        + exact
            .divide(new BigDecimal(value.denominator()), 2, RoundingMode.HALF_UP)
            .toPlainString();
  }
}
