package dev.rung.server.template.function;

/**
 * A unit of measurement: {@code base = (value + shift) * factor}.
 *
 * @param symbol as an answer shows it
 * @param quantity what it measures, such as "length"; only units of one quantity convert
 * @param factor how many base units one is
 * @param shift what is added first; zero but for temperatures
 * @param mayBeNegative whether a value below zero makes sense
 */
record Unit(
    String symbol, String quantity, Rational factor, Rational shift, boolean mayBeNegative) {
  Rational toBase(Rational value) {
    return value.plus(shift).times(factor);
  }

  Rational fromBase(Rational base) {
    return base.dividedBy(factor).minus(shift);
  }
}
