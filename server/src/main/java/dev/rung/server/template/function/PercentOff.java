package dev.rung.server.template.function;

import java.util.Optional;

/** A number ("base") reduced by so many percent ("percent", 0 to 100). */
final class PercentOff implements TemplateFunction {
  private static final Rational HUNDRED = Rational.of(100);

  @Override
  public Optional<String> answer(Arguments arguments) {
    Optional<Rational> base = arguments.language().number(arguments.get("base"));
    return arguments
        .language()
        .number(arguments.get("percent"))
        .map(HUNDRED::minus)
        .filter(left -> left.signum() >= 0)
        .flatMap(left -> base.map(value -> value.times(left).dividedBy(HUNDRED)))
        .map(value -> Amounts.shown(value, arguments.get("currency"), arguments.language()));
  }
}
