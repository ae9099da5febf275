package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  @ParameterizedTest
  @CsvSource({
    "1+2*3, 7", "(1+2)*3, 9", "2^3^2, 512", "-2^2+0, -4", "(-2)^2, 4", "2^-2, 0.25", "2*-3, -6",
    "1/3*3, 1", "10-4-3, 3", "100/10/2, 5", "7%4*2, 6", "5.5%2, 1.5", "0^0, 1", "1/8, 0.125",
    ".5*4, 2", "1 - - 1, 2", "+3-+4, -1", "0*5, 0", "1/1024, 0.0009765625"
  })
  void followsTheRulesOfArithmetic(String expression, String value)
      throws MalformedExpressionException {
    assertThat(Expression.evaluate(expression)).hasToString(value);
  }

  @Test
  void refusesWhatIsNoExpression() {
    assertThat(
            Stream.of(
                "",
                " ",
                "1",
                "-1",
                "(1)",
                "1+",
                "+",
                "1 2",
                "1+2)",
                "(1+2",
                "2(3)",
                "1..2+3",
                "a+1",
                "1+*2",
                "-7%3",
                "7%-3",
                "50%+10",
                "2^0.5",
                "01+1",
                "1,00+1",
                "()+1",
                "1+\0",
                "1+2\u0000"))
        .allSatisfy(text ->
            assertThatThrownBy(() -> Expression.evaluate(text))
                .isInstanceOf(MalformedExpressionException.class));
  }

  @Test
  void refusesToDivideByZero() {
    assertThat(Stream.of("1/0", "1%0", "0^-1", "5/(3-3)"))
        .allSatisfy(text ->
            assertThatThrownBy(() -> Expression.evaluate(text))
                .isInstanceOf(DivisionByZeroException.class));
  }

  @Test
  void stopsBeforeNumbersGrowTooLarge() {
    assertThat(Stream.of("9^9^9", "2^10001", "7^9999", "(10^999)^2", "0.001^999"))
        .allSatisfy(text ->
            assertThatThrownBy(() -> Expression.evaluate(text))
                .isInstanceOf(ArithmeticException.class)
                .isNotInstanceOf(DivisionByZeroException.class));
  }

  @Test
  void agreesWithBigDecimalOnRandomSumsAndProducts() throws MalformedExpressionException {
    long seed = 1_959L;
    var random = new Random(seed);

    for (int i = 0; i < 3_000; i++) {
      var naive = new Naive(random);
      BigDecimal expected = naive.sum(3);

      Rational actual = Expression.evaluate(naive.text + " + 0");
      assertThat(actual).as("seed %d: %s", seed, naive.text).isEqualTo(Rational.of(expected));
    }
  }

  /** Writes a random expression and works it out on the way. */
  private static final class Naive {
    private final Random random;
    private final StringBuilder text = new StringBuilder();

    private Naive(Random random) {
      this.random = random;
    }

    private BigDecimal sum(int depth) {
      BigDecimal value = product(depth);
      for (int i = random.nextInt(3); i > 0; i--) {
        boolean plus = random.nextBoolean();
        text.append(plus ? " + " : " - ");
        BigDecimal right = product(depth);
        value = plus ? value.add(right) : value.subtract(right);
      }
      return value;
    }

    private BigDecimal product(int depth) {
      BigDecimal value = operand(depth);
      for (int i = random.nextInt(3); i > 0; i--) {
        text.append(" * ");
        value = value.multiply(operand(depth));
      }
      return value;
    }

    private BigDecimal operand(int depth) {
      if (depth > 0 && random.nextInt(3) == 0) {
        text.append('(');
        BigDecimal value = sum(depth - 1);
        text.append(')');
        return value;
      }
      BigDecimal number = BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(4));
      text.append(number.toPlainString());
      return number;
    }
  }
}
