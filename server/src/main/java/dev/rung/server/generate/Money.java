package dev.rung.server.generate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of US dollars in whole nano-dollars (billionths). Overflow is an error, never a wrap.
 *
 * @param nanos billionths of a US dollar; may be negative for differences
 */
public record Money(long nanos) implements Comparable<Money> {
  public static final Money ZERO = new Money(0);
  private static final int SCALE = 9;

  /** The amount of so many dollars, rounded up to the next nano-dollar. */
  public static Money ofUsd(BigDecimal usd) {
    try {
      return new Money(
          usd.setScale(SCALE, RoundingMode.CEILING).movePointRight(SCALE).longValueExact());
    } catch (ArithmeticException tooLarge) {
      throw new IllegalArgumentException("amount out of range: " + usd + " USD", tooLarge);
    }
  }

  /** The amount of so many dollars, rounded up to the next nano-dollar; must be finite. */
  public static Money ofUsd(double usd) {
    if (!Double.isFinite(usd)) {
      throw new IllegalArgumentException("amount must be finite, not " + usd);
    }
    return ofUsd(BigDecimal.valueOf(usd));
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(nanos, other.nanos));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(nanos, other.nanos));
  }

  public boolean isMoreThan(Money other) {
    return nanos > other.nanos;
  }

  public boolean isZero() {
    return nanos == 0;
  }

  /** For people; not exact. */
  public double usd() {
    return nanos / 1e9;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(nanos, other.nanos);
  }

  /** Exact, such as "0.000002100 USD". */
  @Override
  public String toString() {
    return BigDecimal.valueOf(nanos, SCALE).toPlainString() + " USD";
  }
}
