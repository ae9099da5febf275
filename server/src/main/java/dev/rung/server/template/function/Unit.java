package dev.rung.server.template.function;

/**
 * A unit of measurement: {@code base = (value + shift) * factor}.
 *
 * @param symbol as an answer shows it
 * @param quantity what it measures, such as "length"; only units of one quantity convert
 * @param factor how many base units one is
 * @param shift what is added first; zero but for temperatures
 */
record Unit(String symbol, String quantity, Rational factor, Rational shift) {
  /** Whether nothing is that little: there is no temperature below absolute zero. */
  boolean isImpossible(Rational base) {
    return quantity.equals("temperature") && base.signum() < 0;
  }

  Rational toBase(Rational value) {
    return value.plus(shift).times(factor);
  }

  Rational fromBase(Rational base) {
    return base.dividedBy(factor).minus(shift);
  }
}
