package dev.rung.server.template.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Works out the group "expression" as a language other than English writes it: with its words for
 * operators and its numbers.
 */
final class SpokenCalculation implements TemplateFunction {
  private static final Pattern NUMBER = Pattern.compile("[0-9][0-9.,]*");

  private final Calculation calculation = new Calculation();

  @Override
  public Optional<String> answer(Arguments arguments) {
    Tongue tongue = arguments.language();
    OperatorWords words = OperatorWords.of(tongue);
    String expression = words.replaced(arguments.get("expression").toLowerCase(Locale.ROOT));
    return withPlainNumbers(expression, tongue)
        .flatMap(plain -> calculation.answer(new Arguments(Map.of("expression", plain))))
        .map(answer ->
            answer.equals(Calculation.DIVISION_BY_ZERO)
                ? words.divisionByZero()
                : tongue.shown(answer));
  }

  /** Empty where a number has two readings. */
  private static Optional<String> withPlainNumbers(String expression, Tongue tongue) {
    var plain = new StringBuilder();
    Matcher matcher = NUMBER.matcher(expression);
    int done = 0;
    while (matcher.find()) {
      Optional<String> number = tongue.plain(matcher.group());
      if (number.isEmpty()) {
        return Optional.empty();
      }
      plain.append(expression, done, matcher.start()).append(number.get());
      done = matcher.end();
    }
    return Optional.of(plain.append(expression, done, expression.length()).toString());
  }
}
