package dev.rung.server.template.function;

import java.util.Optional;

/** Converts the group "value" (one where it is missing or an article) from "from" to "to". */
final class UnitConversion implements TemplateFunction {
  private final UnitTable units;

  UnitConversion(UnitTable units) {
    this.units = units;
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    return value(arguments.get("value"))
        .flatMap(value -> converted(value, arguments.get("from"), arguments.get("to")));
  }

  private static Optional<Rational> value(String text) {
    return switch (text) {
      case "", "a", "an", "one" -> Optional.of(Rational.of(1));
      default -> Numbers.parse(text);
    };
  }

  /** By the first pair of meanings that measure the same. */
  private Optional<String> converted(Rational value, String from, String to) {
    for (Unit source : units.named(from)) {
      for (Unit target : units.named(to)) {
        if (source.quantity().equals(target.quantity())) {
          return converted(value, source, target);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> converted(Rational value, Unit from, Unit to) {
    if (from.isImpossible(value)) {
      return Optional.empty();
    }
    Rational result = to.fromBase(from.toBase(value));
    boolean exact = value.isShownExactly() && result.isShownExactly();
    String relation = exact ? " = " : " ≈ ";
    return Optional.of(shown(value, from) + relation + shown(result, to));
  }

  /** No space stands before the sign of a degree. */
  private static String shown(Rational value, Unit unit) {
    return value + (unit.symbol().equals("°") ? "" : " ") + unit.symbol();
  }
}
