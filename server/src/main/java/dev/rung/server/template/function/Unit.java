package dev.rung.server.template.function;

/**
 * A unit of measurement: {@code base = (value + shift) * factor}, or {@code base = factor / value}
 * for one that grows as its base shrinks.
 *
 * @param symbol as an answer shows it
 * @param quantity what it measures, such as "length"; only units of one quantity convert
 * @param factor how many base units one is
 * @param shift what is added first; zero but for temperatures
 * @param isReciprocal whether the factor is divided by the value, as for litres per 100 km
 */
record Unit(String symbol, String quantity, Rational factor, Rational shift, boolean isReciprocal) {
  /** Whether there is no such value: nothing is colder than absolute zero, or runs on no fuel. */
  boolean isImpossible(Rational value) {
    return switch (quantity) {
      case "temperature" -> toBase(value).signum() < 0;
      case "fuel" -> value.signum() <= 0;
      default -> false;
    };
  }

  Rational toBase(Rational value) {
    return isReciprocal ? factor.dividedBy(value) : value.plus(shift).times(factor);
  }

  Rational fromBase(Rational base) {
    return isReciprocal ? factor.dividedBy(base) : base.dividedBy(factor).minus(shift);
  }
}
