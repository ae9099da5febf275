package dev.rung.server.template.function;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as people type them. */
final class Numbers {
  private static final int LONGEST = 100;

  private Numbers() {}

  /**
   * The number: an optional minus, digits with or without commas between thousands, an optional
   * decimal point. Empty for everything else: "12,5" and "007" could mean two things.
   */
  static Optional<Rational> parse(String text) {
    return plain(text).map(digits -> Rational.of(new BigDecimal(digits)));
  }

  /** The same number without commas, its sign a hyphen. */
  static Optional<String> plain(String text) {
    String digits = withoutSign(text);
    if (digits.length() > LONGEST || !isUnsignedNumber(digits)) {
      return Optional.empty();
    }
    String plain = digits.replace(",", "");
    return Optional.of(digits.length() == text.length() ? plain : "-" + plain);
  }

  static String withoutSign(String text) {
    return text.startsWith("-") || text.startsWith("−") ? text.substring(1) : text;
  }

  private static boolean isUnsignedNumber(String text) {
    int point = text.indexOf('.');
    String whole = point < 0 ? text : text.substring(0, point);
    boolean fractionIsFine = point < 0 || isDigits(text.substring(point + 1));
    return fractionIsFine && (isWholeNumber(whole) || (whole.isEmpty() && point == 0));
  }

  private static boolean isWholeNumber(String text) {
    if (text.length() > 1 && text.charAt(0) == '0') {
      return false;
    }
    if (text.indexOf(',') < 0) {
      return isDigits(text);
    }
    String[] groups = text.split(",", -1);
    for (int i = 0; i < groups.length; i++) {
      boolean rightLength = groups[i].length() == 3 || i == 0;
      if (!rightLength || !isDigits(groups[i])) {
        return false;
      }
    }
    return groups[0].length() <= 3;
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
