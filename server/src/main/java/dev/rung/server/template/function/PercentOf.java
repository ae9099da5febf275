package dev.rung.server.template.function;

import java.util.Optional;

/** So many percent ("percent") or such a fraction ("part" / "whole") of a number ("base"). */
final class PercentOf implements TemplateFunction {
  private static final Rational HUNDRED = Rational.of(100);

  @Override
  public Optional<String> answer(Arguments arguments) {
    Optional<Rational> base = arguments.language().number(arguments.get("base"));
    return share(arguments)
        .flatMap(share -> base.map(share::times))
        .map(value -> Amounts.shown(value, arguments.get("currency"), arguments.language()));
  }

  private static Optional<Rational> share(Arguments arguments) {
    Optional<Rational> percent = arguments.language().number(arguments.get("percent"));
    if (percent.isPresent()) {
      return percent.map(value -> value.dividedBy(HUNDRED));
    }
    Optional<Rational> whole =
        arguments.language().number(arguments.get("whole")).filter(value -> value.signum() != 0);
    return arguments
        .language()
        .number(arguments.get("part"))
        .flatMap(part -> whole.map(value -> part.dividedBy(value)));
  }
}
