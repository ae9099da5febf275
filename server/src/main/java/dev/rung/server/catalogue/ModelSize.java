package dev.rung.server.catalogue;

import dev.rung.server.generate.Tier;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How large a model is, by its name, and the tier that follows.
 *
 * <p>Sizes bound what an open model can do better than anything else in its name. Up to 4 billion
 * parameters format and rename reliably (tier 1); 7 to 15 write a single function (tier 2); 20 to
 * 50 hold several functions together, mixtures such as 8x7b included (tier 3); larger ones stand in
 * for the large remote models (tier 4).
 */
final class ModelSize {
  private static final double TINY = 4;
  private static final double SMALL = 15;
  private static final double MEDIUM = 50;

  /** Experts share their attention layers: 8x7b has 47 billion parameters, not 56. */
  private static final double OWN_PART = 0.83;

  private static final String SEPARATORS = "-_:/ @";

  private ModelSize() {}

  static Tier tier(double billions) {
    if (billions <= TINY) {
      return Tier.TINY;
    }
    if (billions <= SMALL) {
      return Tier.SMALL;
    }
    return billions <= MEDIUM ? Tier.MEDIUM : Tier.LARGE;
  }

  /** Billions of parameters, from a part such as "7b", "1.5B", "270m" or "8x7b". */
  static OptionalDouble of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int start = 0;
    for (int i = 0; i <= lower.length(); i++) {
      if (i == lower.length() || SEPARATORS.indexOf(lower.charAt(i)) >= 0) {
        OptionalDouble size = ofPart(lower, start, i);
        if (size.isPresent()) {
          return size;
        }
        start = i + 1;
      }
    }
    return OptionalDouble.empty();
  }

  private static OptionalDouble ofPart(String name, int start, int end) {
    int first = digits(name, start, end);
    boolean mixture = first > start && first < end && name.charAt(first) == 'x';
    int from = mixture ? first + 1 : start;
    int unit = digits(name, from, end);
    boolean ends = unit + 1 == end || (unit + 1 < end && name.charAt(unit + 1) == '.');
    if (unit == from || !ends) {
      return OptionalDouble.empty();
    }
    double experts = mixture ? number(name, start, first) * OWN_PART : 1;
    return scaled(experts * number(name, from, unit), name.charAt(unit));
  }

  private static OptionalDouble scaled(double amount, char unit) {
    return switch (unit) {
      case 'b' -> OptionalDouble.of(amount);
      case 'm' -> OptionalDouble.of(amount / 1000);
      default -> OptionalDouble.empty();
    };
  }

  /** The end of the digits and dots that begin at start, which itself is a digit. */
  private static int digits(String name, int start, int end) {
    int at = start;
    while (at < end && (isDigit(name.charAt(at)) || (at > start && name.charAt(at) == '.'))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** At most a few digits and dots, as {@link #digits} found them; a second dot ends the number. */
  private static double number(String name, int start, int end) {
    int dot = name.indexOf('.', start);
    int second = dot < 0 || dot >= end ? -1 : name.indexOf('.', dot + 1);
    return Double.parseDouble(name.substring(start, second < 0 ? end : Math.min(second, end)));
  }
}
