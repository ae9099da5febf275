package dev.rung.server.template.function;

import java.util.Optional;

/** Converts the group "value" (one where it is missing or a word for one) from "from" to "to". */
final class UnitConversion implements TemplateFunction {
  private final UnitTable units;

  UnitConversion(UnitTable units) {
    this.units = units;
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    return value(arguments.get("value"), arguments.language())
        .flatMap(value -> converted(value, arguments));
  }

  private static Optional<Rational> value(String text, Tongue tongue) {
    return Articles.isOne(text) ? Optional.of(Rational.of(1)) : tongue.number(text);
  }

  /** By the first pair of meanings that measure the same. */
  private Optional<String> converted(Rational value, Arguments arguments) {
    Tongue tongue = arguments.language();
    for (Unit source : units.named(arguments.get("from"), tongue)) {
      for (Unit target : units.named(arguments.get("to"), tongue)) {
        if (source.quantity().equals(target.quantity())) {
          return converted(value, source, target, tongue);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> converted(Rational value, Unit from, Unit to, Tongue tongue) {
    if (from.isImpossible(value)) {
      return Optional.empty();
    }
    Rational result = to.fromBase(from.toBase(value));
    boolean exact = value.isShownExactly() && result.isShownExactly();
    String relation = exact ? " = " : " ≈ ";
    return Optional.of(shown(value, from, tongue) + relation + shown(result, to, tongue));
  }

  /** No space stands before the sign of a degree. */
  private static String shown(Rational value, Unit unit, Tongue tongue) {
    String space = unit.symbol().equals("°") ? "" : " ";
    return tongue.shown(value) + space + unit.symbol();
  }
}
