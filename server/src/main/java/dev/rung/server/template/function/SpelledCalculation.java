package dev.rung.server.template.function;

import java.util.Map;
import java.util.Optional;

/**
 * Works out the groups "left", "operator" and "right", of which one number or both are spelled out:
 * "seven times eight".
 *
 * @param calculation of the same with digits
 */
record SpelledCalculation(TemplateFunction calculation) implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    Tongue tongue = arguments.language();
    Optional<String> right = digits(arguments.get("right"), tongue);
    return digits(arguments.get("left"), tongue)
        .flatMap(left -> right.map(r -> left + " " + arguments.get("operator") + " " + r))
        .flatMap(expression ->
            calculation.answer(new Arguments(Map.of("expression", expression), tongue)));
  }

  private static Optional<String> digits(String number, Tongue tongue) {
    return NumberWords.of(tongue).value(number).map(String::valueOf).or(() -> tongue.plain(number));
  }
}
