package dev.rung.server.template.function;

import java.util.Optional;

/**
 * Numbers as people type them where a comma separates decimals. A point there may stand between
 * thousands or, by habit, before decimals: "1.500" and "1,500" have two readings, "12,5", "12.5"
 * and "1.234,5" one.
 */
final class CommaNumbers {
  private static final int GROUP = 3;

  private CommaNumbers() {}

  /** The number with a decimal point and nothing between thousands. */
  static Optional<String> plain(String text) {
    int points = count(text, '.');
    int commas = count(text, ',');
    if (points + commas == 0) {
      return Numbers.plain(text);
    }
    if (points > 0 && commas > 0) {
      return text.lastIndexOf(',') > text.lastIndexOf('.')
          ? Numbers.plain(swapped(text))
          : Numbers.plain(text);
    }
    if (points + commas > 1) {
      return Numbers.plain(points > 0 ? swapped(text) : text);
    }
    return hasTwoReadings(text) ? Optional.empty() : Numbers.plain(text.replace(',', '.'));
  }

  /** Whether the only separator could as well stand before three decimals as between thousands. */
  private static boolean hasTwoReadings(String text) {
    int separator = Math.max(text.indexOf('.'), text.indexOf(','));
    String whole = Numbers.withoutSign(text.substring(0, separator));
    boolean couldBeThousands = !whole.startsWith("0") && whole.length() <= GROUP;
    return couldBeThousands && text.length() - separator - 1 == GROUP;
  }

  private static int count(String text, char wanted) {
    return (int) text.chars().filter(c -> c == wanted).count();
  }

  private static String swapped(String text) {
    return text.replace('.', ' ').replace(',', '.').replace(' ', ',');
  }
}
