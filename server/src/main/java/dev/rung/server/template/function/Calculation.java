package dev.rung.server.template.function;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Works out the group "expression", written with signs or in words. */
final class Calculation implements TemplateFunction {
  static final String DIVISION_BY_ZERO = "Division by zero is undefined.";

  private static final String SIGNS = "0123456789.,+-*/%^() ";

  /** Other spellings of an operator, in the order in which they are replaced. */
  private static final List<Spelling> SPELLINGS =
      List.of(
          new Spelling("**", "^"),
          new Spelling("multiplied by", "*"),
          new Spelling("divided by", "/"),
          new Spelling("to the power of", "^"),
          new Spelling("plus", "+"),
          new Spelling("minus", "-"),
          new Spelling("times", "*"),
          new Spelling("modulo", "%"),
          new Spelling(" mod ", "%"),
          new Spelling(" x ", "*"),
          new Spelling("×", "*"),
          new Spelling("·", "*"),
          new Spelling("÷", "/"),
          new Spelling("−", "-"));

  private record Spelling(String written, String operator) {}

  @Override
  public Optional<String> answer(Arguments arguments) {
    String expression = arguments.get("expression");
    return evaluate(needsNoSpelling(expression) ? expression : respelled(expression));
  }

  private static boolean needsNoSpelling(String expression) {
    for (int i = 0; i < expression.length(); i++) {
      if (SIGNS.indexOf(expression.charAt(i)) < 0) {
        return false;
      }
    }
    return !expression.contains("**");
  }

  private static String respelled(String expression) {
    String respelled = expression.toLowerCase(Locale.ROOT);
    for (Spelling spelling : SPELLINGS) {
      respelled = respelled.replace(spelling.written(), spelling.operator());
    }
    return respelled;
  }

  private static Optional<String> evaluate(String expression) {
    try {
      Rational value = Expression.evaluate(expression);
      return Optional.of(shown(value));
    } catch (DivisionByZeroException undefined) {
      return Optional.of(DIVISION_BY_ZERO);
    } catch (MalformedExpressionException | ArithmeticException leftToAModel) {
      return Optional.empty();
    }
  }

  /** The value, marked where it is rounded. */
  static String shown(Rational value) {
    return value.marked();
  }
}
