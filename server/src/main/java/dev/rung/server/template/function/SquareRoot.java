package dev.rung.server.template.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;

/** The square root of the group "number": exact where it is rational, else to 12 digits. */
final class SquareRoot implements TemplateFunction {
  private static final MathContext DIGITS = new MathContext(12);

  @Override
  public Optional<String> answer(Arguments arguments) {
    return Numbers.parse(arguments.get("number"))
        .filter(number -> number.signum() >= 0)
        .map(SquareRoot::of);
  }

  private static String of(Rational number) {
    BigInteger above = number.numerator().sqrt();
    BigInteger below = number.denominator().sqrt();
    var root = new Rational(above, below);
    if (root.times(root).equals(number)) {
      return Calculation.shown(root);
    }
    BigDecimal decimal =
        new BigDecimal(number.numerator()).divide(new BigDecimal(number.denominator()));
    return "≈ " + decimal.sqrt(DIGITS).stripTrailingZeros().toPlainString();
  }
}
