package dev.rung.server.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Usage;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PricesTest {
  private static final Money HIGHEST = Money.ofUsd(9_000);

  private static Usage tokens(long input, long cachedInput, long output) {
    return new Usage(input, cachedInput, output, 0, false);
  }

  @Test
  void chargesNothingForAFreeModel() {
    assertThat(Prices.FREE.of(tokens(1_000_000, 0, 1_000_000))).isEqualTo(Money.ZERO);
  }

  @Test
  void chargesInputCachedInputAndOutputEachAtItsPrice() {
    Prices prices = new Prices(Money.ofUsd(10), Money.ofUsd(1), Money.ofUsd(30));

    Money cost = prices.of(tokens(1_000_000, 400_000, 100_000));

    assertThat(cost).isEqualTo(Money.ofUsd(6 + 0.4 + 3));
  }

  @Test
  void chargesCachedInputAsInputWhereItHasNoPrice() {
    Prices prices = Prices.of(Money.ofUsd(10), Money.ofUsd(30));

    assertThat(prices.of(tokens(1_000, 1_000, 0))).isEqualTo(prices.of(tokens(1_000, 0, 0)));
  }

  @Test
  void roundsEachPartUpToTheNextNanoDollar() {
    Prices prices = new Prices(new Money(1), new Money(1), new Money(1));

    assertThat(prices.of(tokens(2, 1, 1))).isEqualTo(new Money(3));
  }

  @Test
  void agreesWithExactArithmetic() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 10_000; i++) {
      Money price = new Money(random.nextLong(HIGHEST.nanos() + 1));
      long count = random.nextLong(1_000_000_000L);

      Money cost = Prices.of(Money.ZERO, price).of(tokens(0, 0, count));

      assertThat(cost.nanos())
          .as("%s tokens at %s, seed %s", count, price, seed)
          .isEqualTo(exactly(count, price));
    }
  }

  private static long exactly(long tokens, Money price) {
    BigInteger million = BigInteger.valueOf(1_000_000);
    return BigInteger.valueOf(tokens)
        .multiply(BigInteger.valueOf(price.nanos()))
        .add(million.subtract(BigInteger.ONE))
        .divide(million)
        .longValueExact();
  }

  @Test
  void failsInsteadOfWrappingBeyondTheRangeOfMoney() {
    Prices dearest = Prices.of(HIGHEST, HIGHEST);

    assertThatThrownBy(() -> dearest.of(tokens(Long.MAX_VALUE, 0, 0)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void refusesAPriceBelowZeroOrAboveTheHighest() {
    Money tooHigh = new Money(HIGHEST.nanos() + 1);

    assertThatThrownBy(() -> Prices.of(new Money(-1), Money.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input price")
        .hasMessageContaining("-0.000000001 USD");
    assertThatThrownBy(() -> new Prices(Money.ZERO, tooHigh, Money.ZERO))
        .hasMessageContaining("cached input price");
    assertThatThrownBy(() -> Prices.of(Money.ZERO, tooHigh)).hasMessageContaining("output price");
  }
}
