package dev.rung.server.template.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dates as people write them, where there is one way to read them: "2026-12-24", "24 December
 * 2026", "Dec 24th, 2026", "today", and days of the year such as "24 December" or "Christmas". Not
 * "01/02/2026", which is in January for some and in February for others.
 */
final class DateText {
  private static final String DAY = "([0-9]{1,2})(?:st|nd|rd|th)?";
  private static final String NAME = "([a-z]{3,9})\\.?";
  private static final String YEAR = "(?:,? ([0-9]{4}))?";

  private static final Pattern DIGITS =
      Pattern.compile("([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/)([0-9]{1,2})");
  private static final Pattern DAY_FIRST =
      Pattern.compile("(?:the )?" + DAY + " (?:of )?" + NAME + YEAR);
  private static final Pattern MONTH_FIRST = Pattern.compile(NAME + " (?:the )?" + DAY + YEAR);

  /** The Gregorian calendar was not in use before. */
  private static final int FIRST_YEAR = 1583;

  private static final Map<String, MonthDay> NAMED =
      Map.of(
          "christmas", MonthDay.of(12, 25),
          "christmas day", MonthDay.of(12, 25),
          "christmas eve", MonthDay.of(12, 24),
          "new year's eve", MonthDay.of(12, 31),
          "new year", MonthDay.of(1, 1),
          "new year's", MonthDay.of(1, 1),
          "new year's day", MonthDay.of(1, 1),
          "halloween", MonthDay.of(10, 31),
          "valentine's day", MonthDay.of(2, 14));

  private DateText() {}

  /** A date with its year, or beside today. */
  static Optional<LocalDate> date(String text, LocalDate today) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "today", "now" -> Optional.of(today);
      case "tomorrow" -> Optional.of(today.plusDays(1));
      case "yesterday" -> Optional.of(today.minusDays(1));
      default -> written(text.toLowerCase(Locale.ROOT));
    };
  }

  /** A day of every year. 29 February is none. */
  static Optional<MonthDay> dayOfYear(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    MonthDay named = NAMED.get(lower);
    if (named != null) {
      return Optional.of(named);
    }
    return parts(lower)
        .filter(parts -> parts.get(2).isEmpty())
        .flatMap(parts -> of("2023", parts.get(1), parts.get(0)))
        .map(date -> MonthDay.of(date.getMonth(), date.getDayOfMonth()));
  }

  /** A month by its English name, whole or in three letters. */
  static Optional<Month> month(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Month month : Month.values()) {
      String whole = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
      boolean isShort = lower.length() == 3 && whole.startsWith(lower);
      if (isShort || lower.equals(whole) || (month == Month.SEPTEMBER && lower.equals("sept"))) {
        return Optional.of(month);
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> written(String text) {
    Matcher digits = DIGITS.matcher(text);
    if (digits.matches()) {
      String month = digits.group(2) == null ? digits.group(3) : digits.group(2);
      return of(digits.group(1), month, digits.group(4));
    }
    return parts(text)
        .filter(parts -> !parts.get(2).isEmpty())
        .flatMap(parts -> of(parts.get(2), parts.get(1), parts.get(0)));
  }

  /** Day, number of the month, and year or "". */
  private static Optional<List<String>> parts(String text) {
    Matcher dayFirst = DAY_FIRST.matcher(text);
    if (dayFirst.matches()) {
      return parts(dayFirst.group(1), dayFirst.group(2), dayFirst.group(3));
    }
    Matcher monthFirst = MONTH_FIRST.matcher(text);
    return monthFirst.matches()
        ? parts(monthFirst.group(2), monthFirst.group(1), monthFirst.group(3))
        : Optional.empty();
  }

  private static Optional<List<String>> parts(String day, String month, @Nullable String year) {
    return month(month)
        .map(found -> List.of(day, Integer.toString(found.getValue()), year == null ? "" : year));
  }

  private static Optional<LocalDate> of(String year, String month, String day) {
    try {
      var date =
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
      return date.getYear() >= FIRST_YEAR ? Optional.of(date) : Optional.empty();
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }
}
