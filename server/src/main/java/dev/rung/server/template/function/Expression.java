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

  private final String text;
  private int at;
  private int depth;
  private int operators;

  private Expression(String text) {
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
    var expression = new Expression(text);
    Rational value = expression.sum();
    if (expression.peek() != END || expression.operators == 0) {
      throw new MalformedExpressionException();
    }
    return value;
  }

  private static final char END = '\0';

  private Rational sum() throws MalformedExpressionException {
    Rational value = product();
    while (true) {
      switch (peek()) {
        case '+' -> value = value.plus(afterOperator());
        case '-' -> value = value.minus(afterOperator());
        default -> {
          return value;
        }
      }
    }
  }

  private Rational afterOperator() throws MalformedExpressionException {
    operator();
    return product();
  }

  private Rational product() throws MalformedExpressionException {
    Rational value = sign();
    while (true) {
      char operator = peek();
      if (operator != '*' && operator != '/' && operator != '%') {
        return value;
      }
      operator();
      value = combine(operator, value, right(operator));
    }
  }

  /** A sign after a percent sign makes that "50% + 10": no remainder is meant. */
  private Rational right(char operator) throws MalformedExpressionException {
    if (operator == '%' && (peek() == '+' || peek() == '-')) {
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
        switch (peek()) {
          case '-' -> {
            at++;
            yield sign().negated();
          }
          case '+' -> {
            at++;
            yield sign();
          }
          default -> power();
        };
    depth--;
    return value;
  }

  private Rational power() throws MalformedExpressionException {
    Rational base = operand();
    if (peek() != '^') {
      return base;
    }
    operator();
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
    if (peek() != '(') {
      return number();
    }
    at++;
    Rational value = sum();
    if (peek() != ')') {
      throw new MalformedExpressionException();
    }
    at++;
    return value;
  }

  private Rational number() throws MalformedExpressionException {
    int start = at;
    while (at < text.length() && isOfNumber(text.charAt(at))) {
      at++;
    }
    return Numbers.parse(text.substring(start, at)).orElseThrow(MalformedExpressionException::new);
  }

  private void enter() throws MalformedExpressionException {
    if (++depth > MAX_DEPTH) {
      throw new MalformedExpressionException();
    }
  }

  private void operator() {
    at++;
    operators++;
  }

  /** The next character that is no space, where {@link #at} then stands. */
  private char peek() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at < text.length() ? text.charAt(at) : END;
  }

  private static boolean isOfNumber(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == ',';
  }
}
