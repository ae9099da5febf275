package dev.rung.server.template.function;

import java.util.Optional;
import java.util.function.BinaryOperator;

/** Applies one operation to the groups "left" and "right". */
record BinaryOperation(BinaryOperator<Rational> operation) implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    Optional<Rational> left = Numbers.parse(arguments.get("left"));
    Optional<Rational> right = Numbers.parse(arguments.get("right"));
    return left.flatMap(l -> right.flatMap(r -> applied(l, r)));
  }

  private Optional<String> applied(Rational left, Rational right) {
    try {
      return Optional.of(Calculation.shown(operation.apply(left, right)));
    } catch (DivisionByZeroException undefined) {
      return Optional.of(Calculation.DIVISION_BY_ZERO);
    }
  }
}
