package dev.rung.server.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Usage;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {
  private static final Money HIGHEST = Money.ofUsd(9_000);

  private static Usage tokens(long input, long cachedInput, long output) {
    return new Usage(input, cachedInput, output, 0, false);
  }

  @Test
  void chargesNothingForAFreeModel() {
    assertThat(Prices.FREE.ofTokens(tokens(1_000_000, 0, 1_000_000))).isEqualTo(Money.ZERO);
  }

  @Test
  void chargesInputCachedInputAndOutputEachAtItsPrice() {
    Prices prices = new Prices(Money.ofUsd(10), Money.ofUsd(1), Money.ofUsd(30));

    Money cost = prices.ofTokens(tokens(1_000_000, 400_000, 100_000));

    assertThat(cost).isEqualTo(Money.ofUsd(6 + 0.4 + 3));
  }

  private static Prices priced(
      long input,
      long cached,
      long written,
      long output,
      long reasoning,
      long request,
      long image) {
    return new Prices(
        new Money(input),
        new Money(cached),
        new Money(written),
        new Money(output),
        new Money(reasoning),
        new Money(request),
        new Money(image));
  }

  @ParameterizedTest
  @CsvSource({
    // input, of it cached, of it written, output, of it reasoning, images, nanos
    "1000000, 0, 0, 0, 0, 0, 2007",
    "1000000, 1000000, 0, 0, 0, 0, 207",
    "1000000, 0, 1000000, 0, 0, 0, 2507",
    "1000000, 400000, 100000, 0, 0, 0, 1337",
    "0, 0, 0, 1000000, 0, 0, 8007",
    "0, 0, 0, 1000000, 1000000, 0, 9007",
    "0, 0, 0, 1000000, 250000, 0, 8257",
    "0, 0, 0, 0, 0, 3, 157",
  })
  void chargesEachPartOfACallAtItsPrice(
      long in, long cached, long written, long out, long thought, int images, long nanos) {
    Prices prices = priced(2_000, 200, 2_500, 8_000, 9_000, 7, 50);

    Money cost = prices.ofCall(new Usage(in, cached, written, out, thought, false), images);

    assertThat(cost).isEqualTo(new Money(nanos));
  }

  @Test
  void neverChargesMoreThanItsBound() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      Prices prices = random(random);
      long most = random.nextLong(1, 2_000_000);
      long mostOut = random.nextLong(1, 200_000);
      int images = random.nextInt(20);
      Usage usage = random(random, most, mostOut);

      assertThat(prices.ofCall(usage, random.nextInt(images + 1)))
          .as("%s at %s, seed %s", usage, prices, seed)
          .isLessThanOrEqualTo(prices.bound(most, mostOut, images));
    }
  }

  private static Prices random(SplittableRandom random) {
    long[] nanos = random.longs(7, 0, 40).map(bits -> random.nextLong(1L << bits)).toArray();
    return priced(nanos[0], nanos[1], nanos[2], nanos[3], nanos[4], nanos[5], nanos[6]);
  }

  private static Usage random(SplittableRandom random, long most, long mostOut) {
    long input = random.nextLong(most + 1);
    long cached = random.nextLong(input + 1);
    long written = random.nextLong(input - cached + 1);
    long output = random.nextLong(mostOut + 1);
    return new Usage(input, cached, written, output, random.nextLong(output + 1), false);
  }

  @Test
  void chargesCachedInputAsInputWhereItHasNoPrice() {
    Prices prices = Prices.of(Money.ofUsd(10), Money.ofUsd(30));

    assertThat(prices.ofTokens(tokens(1_000, 1_000, 0)))
        .isEqualTo(prices.ofTokens(tokens(1_000, 0, 0)));
  }

  @Test
  void roundsOnceUpToTheNextNanoDollar() {
    Prices prices = new Prices(new Money(1), new Money(1), new Money(1));

    assertThat(prices.ofTokens(tokens(2, 1, 1))).isEqualTo(new Money(1));
    assertThat(prices.ofTokens(tokens(600_000, 1, 400_000))).isEqualTo(new Money(1));
    assertThat(prices.ofTokens(tokens(600_000, 1, 400_001))).isEqualTo(new Money(2));
  }

  @Test
  void agreesWithExactArithmetic() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 10_000; i++) {
      Money price = new Money(random.nextLong(HIGHEST.nanos() + 1));
      long count = random.nextLong(1_000_000_000L);

      Money cost = Prices.of(Money.ZERO, price).ofTokens(tokens(0, 0, count));

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

    assertThatThrownBy(() -> dearest.ofTokens(tokens(Long.MAX_VALUE, 0, 0)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> dearest.ofTokens(tokens(1_000_000_000_000L, 0, 1_000_000_000_000L)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> dearest.bound(Long.MAX_VALUE, 1, 0))
        .isInstanceOf(ArithmeticException.class);
    Prices images = priced(0, 0, 0, 0, 0, 0, HIGHEST.nanos());
    assertThatThrownBy(() -> images.ofCall(Usage.NONE, Integer.MAX_VALUE))
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
    assertThatThrownBy(() -> priced(0, 0, 0, 0, 0, -1, 0)).hasMessageContaining("per request");
    assertThatThrownBy(() -> priced(0, 0, 0, 0, 0, 0, -1)).hasMessageContaining("per image");
    assertThatThrownBy(() -> priced(0, 0, -1, 0, 0, 0, 0)).hasMessageContaining("cache write");
    assertThatThrownBy(() -> priced(0, 0, 0, 0, -1, 0, 0)).hasMessageContaining("reasoning");
    assertThatThrownBy(() -> Prices.of(Money.ZERO, tooHigh)).hasMessageContaining("output price");
  }
}
