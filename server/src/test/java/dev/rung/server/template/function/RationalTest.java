package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RationalTest {
  @ParameterizedTest
  @CsvSource({
    "1, 2, 0.5, true",
    "2, 6, 0.333333333333, false",
    "-2, 3, -0.666666666667, false",
    "4, -2, -2, true",
    "1000000, 1, 1000000, true",
    "1, 1000000000000000000, 0.000000000000000001, true",
    "200000000000000, 3, 66666666666700, false",
  })
  void isShownInPlainDigits(long above, long below, String shown, boolean exactly) {
    var value = new Rational(BigInteger.valueOf(above), BigInteger.valueOf(below));

    assertThat(value).hasToString(shown);
    assertThat(value.isShownExactly()).isEqualTo(exactly);
  }

  @Test
  void isKeptInLowestTerms() {
    var half = new Rational(BigInteger.valueOf(-5), BigInteger.valueOf(-10));

    assertThat(half).isEqualTo(Rational.of(new BigDecimal("0.50")));
    assertThat(Rational.of(new BigDecimal("1E+3"))).isEqualTo(Rational.of(1_000));
  }

  @Test
  void showsALongEndlessOrEndingFractionRounded() throws MalformedExpressionException {
    Rational tiny = Expression.evaluate("1/2^120");

    assertThat(tiny.isShownExactly()).isFalse();
    assertThat(new BigDecimal(tiny.toString())).isEqualByComparingTo("7.52316384526E-37");
  }

  @Test
  void refusesZeroBelowTheLineAndTooManyDigits() {
    assertThatThrownBy(() -> new Rational(BigInteger.ONE, BigInteger.ZERO))
        .isInstanceOf(DivisionByZeroException.class);
    assertThatThrownBy(() -> Rational.of(2).power(4_000)).isInstanceOf(ArithmeticException.class);
    assertThat(Rational.of(1).power(-10_000)).isEqualTo(Rational.of(1));
  }
}
