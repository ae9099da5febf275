package dev.rung.server.template.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * An exact fraction in lowest terms with a positive denominator.
 *
 * <p>Bounded: a result of more than {@value #MAX_BITS} bits above or below the line is an {@link
 * ArithmeticException}, and is never worked out; a division by zero is a {@link
 * DivisionByZeroException}.
 */
record Rational(BigInteger numerator, BigInteger denominator) {
  /** About a thousand decimal digits. */
  static final int MAX_BITS = 3_400;

  private static final int LONGEST_EXACT = 30;
  private static final BigInteger MANY_FIVES = BigInteger.valueOf(5).pow(MAX_BITS / 2);
  private static final MathContext ROUNDED = new MathContext(12, RoundingMode.HALF_EVEN);

  Rational {
    if (denominator.signum() == 0) {
      throw new DivisionByZeroException();
    }
    BigInteger common = commonDivisor(numerator, denominator);
    if (!common.equals(BigInteger.ONE)) {
      numerator = numerator.divide(common);
      denominator = denominator.divide(common);
    }
    numerator = bounded(numerator);
    denominator = bounded(denominator);
  }

  /** The greatest one, with the sign of the lower number. */
  private static BigInteger commonDivisor(BigInteger upper, BigInteger lower) {
    if (lower.equals(BigInteger.ONE)) {
      return lower;
    }
    if (upper.bitLength() < Long.SIZE - 1 && lower.bitLength() < Long.SIZE - 1) {
      long common = commonDivisor(Math.abs(upper.longValue()), Math.abs(lower.longValue()));
      return BigInteger.valueOf(lower.signum() < 0 ? -common : common);
    }
    BigInteger common = upper.gcd(lower);
    return lower.signum() < 0 ? common.negate() : common;
  }

  /** Euclid's algorithm; most numbers that people type fit a long. */
  private static long commonDivisor(long a, long b) {
    return b == 0 ? a : commonDivisor(b, a % b);
  }

  static Rational of(long whole) {
    return new Rational(BigInteger.valueOf(whole), BigInteger.ONE);
  }

  static Rational of(BigDecimal decimal) {
    return decimal.scale() <= 0
        ? new Rational(decimal.toBigIntegerExact(), BigInteger.ONE)
        : new Rational(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
  }

  Rational plus(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Rational minus(Rational other) {
    return plus(other.negated());
  }

  Rational times(Rational other) {
    return new Rational(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  Rational dividedBy(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  /** The remainder of a division that rounds down; both sides are expected not to be negative. */
  Rational modulo(Rational other) {
    Rational quotient = dividedBy(other);
    return minus(other.times(new Rational(quotient.floor(), BigInteger.ONE)));
  }

  /** To a whole power; zero to a negative one is a division by zero. */
  Rational power(int exponent) {
    int times = Math.abs(exponent);
    long bits = (long) Math.max(numerator.bitLength(), denominator.bitLength()) - 1;
    if (bits * times > MAX_BITS) {
      throw tooLarge();
    }
    Rational raised = new Rational(numerator.pow(times), denominator.pow(times));
    return exponent < 0 ? of(1).dividedBy(raised) : raised;
  }

  Rational negated() {
    return new Rational(numerator.negate(), denominator);
  }

  int signum() {
    return numerator.signum();
  }

  boolean isWhole() {
    return denominator.equals(BigInteger.ONE);
  }

  /** Whether {@link #toString} shows the very value. */
  boolean isShownExactly() {
    return isWhole() || shortDecimal().isPresent();
  }

  /** In plain digits: whole numbers and short decimals exactly, all else to 12 digits. */
  @Override
  public String toString() {
    return isWhole() ? numerator.toString() : digits(shortDecimal().orElseGet(this::rounded));
  }

  /** The same, with "≈" before it where it is rounded. */
  String marked() {
    return isWhole()
        ? numerator.toString()
        : shortDecimal().map(Rational::digits).orElseGet(() -> "≈ " + digits(rounded()));
  }

  private static String digits(BigDecimal decimal) {
    return decimal.stripTrailingZeros().toPlainString();
  }

  private BigInteger floor() {
    BigInteger[] parts = numerator.divideAndRemainder(denominator);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /** Whether only 2 and 5 divide the denominator, so that the decimal fraction ends. */
  private boolean terminates() {
    BigInteger rest = denominator.shiftRight(denominator.getLowestSetBit());
    return rest.bitLength() < Long.SIZE
        ? isPowerOfFive(rest.longValue())
        : MANY_FIVES.mod(rest).signum() == 0;
  }

  private static boolean isPowerOfFive(long positive) {
    long rest = positive;
    while (rest % 5 == 0) {
      rest /= 5;
    }
    return rest == 1;
  }

  /** All of it as a decimal fraction, where that is short. */
  private Optional<BigDecimal> shortDecimal() {
    return terminates()
        ? Optional.of(new BigDecimal(numerator).divide(new BigDecimal(denominator)))
            .filter(exact -> exact.precision() <= LONGEST_EXACT)
        : Optional.empty();
  }

  private BigDecimal rounded() {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), ROUNDED);
  }

  private static BigInteger bounded(BigInteger value) {
    if (value.bitLength() > MAX_BITS) {
      throw tooLarge();
    }
    return value;
  }

  private static ArithmeticException tooLarge() {
    return new ArithmeticException("more than " + MAX_BITS + " bits");
  }
}
