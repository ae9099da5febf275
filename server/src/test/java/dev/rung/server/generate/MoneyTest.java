package dev.rung.server.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1000000000",
    "0.1, 100000000",
    "0.0000021, 2100",
    "0.0000000001, 1",
    "0.0000000011, 2",
    "-0.0000000011, -1",
    "9223372036.854775807, 9223372036854775807"
  })
  void isSoManyDollarsRoundedUpToTheNextNanoDollar(BigDecimal usd, long nanos) {
    assertThat(Money.ofUsd(usd)).isEqualTo(new Money(nanos));
  }

  @Test
  void takesADoubleByTheDigitsThatPeopleSee() {
    assertThat(Money.ofUsd(0.1)).isEqualTo(new Money(100_000_000));
    assertThat(Money.ofUsd(0.3)).isEqualTo(Money.ofUsd(0.1).plus(Money.ofUsd(0.2)));
    assertThat(Money.ofUsd(-0.0)).isEqualTo(Money.ZERO);
    assertThat(Money.ofUsd(Double.MIN_VALUE)).isEqualTo(new Money(1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesWhatIsNoAmount(double usd) {
    assertThatThrownBy(() -> Money.ofUsd(usd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("amount must be finite, not " + usd);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e10, -1e10, Double.MAX_VALUE})
  void refusesAnAmountOutOfRange(double usd) {
    assertThatThrownBy(() -> Money.ofUsd(usd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("amount out of range: ");
  }

  @Test
  void failsInsteadOfWrapping() {
    Money most = new Money(Long.MAX_VALUE);
    Money least = new Money(Long.MIN_VALUE);

    assertThatThrownBy(() -> most.plus(new Money(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> least.minus(new Money(1))).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void addsSubtractsAndCompares() {
    Money two = new Money(2);
    Money five = new Money(5);

    assertThat(two.plus(five)).isEqualTo(new Money(7));
    assertThat(two.minus(five)).isEqualTo(new Money(-3));
    assertThat(two).isLessThan(five);
    assertThat(five.isMoreThan(two)).isTrue();
    assertThat(two.isMoreThan(two)).isFalse();
    assertThat(Money.ZERO.isZero()).isTrue();
    assertThat(two.isZero()).isFalse();
  }

  @Test
  void isReadByPeople() {
    Money money = new Money(2_100);

    assertThat(money).hasToString("0.000002100 USD");
    assertThat(money.usd()).isEqualTo(0.0000021);
  }
}
