package dev.rung.server.check;

import dev.rung.server.check.JsonValue.Figure;
import java.math.BigDecimal;

/** Keywords about numbers. */
final class Numbers {
  private Numbers() {}

  static boolean meets(String keyword, JsonValue asked, BigDecimal value)
      throws UncheckableException {
    return switch (keyword) {
      case "minimum" -> value.compareTo(number(asked)) >= 0;
      case "maximum" -> value.compareTo(number(asked)) <= 0;
      case "exclusiveMinimum" -> value.compareTo(number(asked)) > 0;
      case "exclusiveMaximum" -> value.compareTo(number(asked)) < 0;
      case "multipleOf" -> value.remainder(divisor(asked)).signum() == 0;
      default -> true;
    };
  }

  private static BigDecimal divisor(JsonValue asked) throws UncheckableException {
    BigDecimal divisor = number(asked);
    if (divisor.signum() <= 0) {
      throw new UncheckableException("multipleOf is not above 0");
    }
    return divisor;
  }

  private static BigDecimal number(JsonValue asked) throws UncheckableException {
    if (asked instanceof Figure figure) {
      return figure.value();
    }
    throw new UncheckableException("a number is missing in it");
  }

  /** A count of things, which may be larger than there can be. */
  static long count(JsonValue asked) throws UncheckableException {
    BigDecimal count = number(asked).max(BigDecimal.ZERO);
    return count.min(BigDecimal.valueOf(Integer.MAX_VALUE)).longValue();
  }
}
