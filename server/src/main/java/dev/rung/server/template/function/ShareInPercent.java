package dev.rung.server.template.function;

import java.util.Optional;

/** How many percent one number ("part") is of another ("base"). */
final class ShareInPercent implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    Optional<Rational> base =
        Numbers.parse(arguments.get("base")).filter(value -> value.signum() != 0);
    return Numbers.parse(arguments.get("part"))
        .flatMap(part -> base.map(part::dividedBy))
        .map(share -> Calculation.shown(share.times(Rational.of(100))) + "%");
  }
}
