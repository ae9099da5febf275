package dev.rung.server.config;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Amounts of bytes as people read them: a number and a decimal unit, such as "5.6 GB". */
public final class ByteSizes {
  static final Format<Long> FORMAT =
      Format.parsed("a size such as \"5.6 GB\"", ByteSizes::parse).where(bytes -> bytes > 0);

  private static final Map<String, Long> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("B", 1L);
    UNITS.put("kB", 1_000L);
    UNITS.put("MB", 1_000_000L);
    UNITS.put("GB", 1_000_000_000L);
    UNITS.put("TB", 1_000_000_000_000L);
  }

  private static final int LONGEST = 20;
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private ByteSizes() {}

  static Optional<Long> parse(String text) {
    int space = text.indexOf(' ');
    if (space < 1 || text.length() > LONGEST || !isPlainNumber(text.substring(0, space))) {
      return Optional.empty();
    }
    BigDecimal amount = new BigDecimal(text.substring(0, space));
    return Optional.ofNullable(UNITS.get(text.substring(space + 1)))
        .map(unit -> amount.multiply(BigDecimal.valueOf(unit)))
        .filter(bytes -> bytes.compareTo(MOST) <= 0)
        .map(BigDecimal::longValue);
  }

  /** In the largest unit that is not too large for it, with one digit after the point. */
  public static String text(long bytes) {
    String text = bytes + " B";
    for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
      if (unit.getValue() > 1 && bytes >= unit.getValue()) {
        text =
            String.format(Locale.ROOT, "%.1f ", (double) bytes / unit.getValue()) + unit.getKey();
      }
    }
    return text;
  }

  /** Digits with at most one point between them. */
  private static boolean isPlainNumber(String text) {
    int point = text.indexOf('.');
    String whole = point < 0 ? text : text.substring(0, point);
    String fraction = point < 0 ? "0" : text.substring(point + 1);
    return isDigits(whole) && isDigits(fraction);
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
