package dev.rung.server.template.function;

/**
 * Evaluates an arithmetic expression by recursive descent.
 *
 * <pre>
 * sum     = product { (+|-) product }
 * product = sign { (*|/|%) sign }        % is the remainder
 * sign    = [+|-] sign | power
 * power   = operand [^ sign]             so -2^2 is -4 and 2^3^2 is 512
 * operand = number | ( sum )
 * </pre>
 *
 * Nothing is guessed: no implied multiplication, no percent sign after a number.
 */
final class Expression {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_EXPONENT = 10_000;

  private final ExpressionText text;
  private int depth;

  private Expression(ExpressionText text) {
    this.text = text;
  }

  /**
   * The value.
   *
   * @throws ArithmeticException for a division by zero and for numbers that grow too large
   * @throws MalformedExpressionException for a text that is no expression with at least one
   *     operator
   */
  static Rational evaluate(String text) throws MalformedExpressionException {
    var expression = new Expression(new ExpressionText(text));
    Rational value = expression.sum();
    if (!expression.text.isAtEnd() || expression.text.operators() == 0) {
      throw new MalformedExpressionException();
    }
    return value;
  }

  private Rational sum() throws MalformedExpressionException {
    Rational value = product();
    while (true) {
      switch (text.peek()) {
        case '+' -> value = value.plus(afterOperator());
        case '-' -> value = value.minus(afterOperator());
        default -> {
          return value;
        }
      }
    }
  }

  private Rational afterOperator() throws MalformedExpressionException {
    text.operator();
    return product();
  }

  private Rational product() throws MalformedExpressionException {
    Rational value = sign();
    while (true) {
      char operator = text.peek();
      if (operator != '*' && operator != '/' && operator != '%') {
        return value;
      }
      text.operator();
      value = combine(operator, value, right(operator));
    }
  }

  /** A sign after a percent sign makes that "50% + 10": no remainder is meant. */
  private Rational right(char operator) throws MalformedExpressionException {
    if (operator == '%' && (text.peek() == '+' || text.peek() == '-')) {
      throw new MalformedExpressionException();
    }
    return sign();
  }

  private static Rational combine(char operator, Rational left, Rational right)
      throws MalformedExpressionException {
    return switch (operator) {
      case '*' -> left.times(right);
      case '/' -> left.dividedBy(right);
      default -> remainder(left, right);
    };
  }

  /** Languages disagree about negative remainders, so there is none. */
  private static Rational remainder(Rational left, Rational right)
      throws MalformedExpressionException {
    if (left.signum() < 0 || right.signum() < 0) {
      throw new MalformedExpressionException();
    }
    return left.modulo(right);
  }

  private Rational sign() throws MalformedExpressionException {
    enter();
    Rational value =
        switch (text.peek()) {
          case '-' -> {
            text.skip();
            yield sign().negated();
          }
          case '+' -> {
            text.skip();
            yield sign();
          }
          default -> power();
        };
    depth--;
    return value;
  }

  private Rational power() throws MalformedExpressionException {
    Rational base = operand();
    if (text.peek() != '^') {
      return base;
    }
    text.operator();
    Rational exponent = sign();
    if (!exponent.isWhole()) {
      throw new MalformedExpressionException();
    }
    if (exponent.numerator().bitLength() > 31
        || Math.abs(exponent.numerator().intValueExact()) > MAX_EXPONENT) {
      throw new ArithmeticException("exponent too large");
    }
    return base.power(exponent.numerator().intValueExact());
  }

  private Rational operand() throws MalformedExpressionException {
    if (text.peek() != '(') {
      return text.number();
    }
    text.skip();
    Rational value = sum();
    if (text.peek() != ')') {
      throw new MalformedExpressionException();
    }
    text.skip();
    return value;
  }

  private void enter() throws MalformedExpressionException {
    if (++depth > MAX_DEPTH) {
      throw new MalformedExpressionException();
    }
  }
}
