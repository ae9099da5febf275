package dev.rung.server.template.function;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;

/** What the Gregorian calendar says about a date, a month or a year; today is that of UTC. */
record Calendar(InstantSource clock) {
  private static final DateTimeFormatter DAY_AND_MONTH =
      DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
  private static final int FIRST_YEAR = 1583;

  /** Of the group "date". */
  Optional<String> weekday(Arguments arguments) {
    return DateText.date(arguments.get("date"), today())
        .map(date ->
            "%s %s a %s."
                .formatted(
                    DateDistance.SHORT.format(date),
                    verb(date),
                    date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
  }

  private String verb(LocalDate date) {
    if (date.equals(today())) {
      return "is";
    }
    return date.isBefore(today()) ? "was" : "will be";
  }

  /** The ISO week of the group "date", or of today. */
  Optional<String> week(Arguments arguments) {
    String text = arguments.get("date");
    return DateText.date(text.isEmpty() ? "today" : text, today()).map(Calendar::week);
  }

  private static String week(LocalDate date) {
    LocalDate monday = date.minusDays(date.getDayOfWeek().getValue() - 1L);
    LocalDate sunday = monday.plusDays(6);
    boolean isOneMonth = monday.getMonth() == sunday.getMonth();
    return "%s is in ISO week %d of %d (%s to %s)."
        .formatted(
            DateDistance.SHORT.format(date),
            date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
            date.get(IsoFields.WEEK_BASED_YEAR),
            isOneMonth ? monday.getDayOfMonth() : DAY_AND_MONTH.format(monday),
            DAY_AND_MONTH.format(sunday));
  }

  /** Whether the group "year", or the one that "near" points at, is a leap year. */
  Optional<String> leapYear(Arguments arguments) {
    String near = arguments.get("near").toLowerCase(Locale.ROOT);
    if (near.isEmpty()) {
      return year(arguments.get("year")).map(this::leapYear);
    }
    int thisYear = today().getYear();
    return switch (near) {
      case "this" -> Optional.of(leapYear(Year.of(thisYear)));
      case "next" -> Optional.of("The next leap year is " + leapYearFrom(thisYear + 1, 1) + ".");
      default -> Optional.of("The last leap year was " + leapYearFrom(thisYear - 1, -1) + ".");
    };
  }

  private String leapYear(Year year) {
    String is = year.isBefore(Year.of(today().getYear())) ? " was " : " is ";
    return year.isLeap()
        ? "Yes, " + year + is + "a leap year: 366 days."
        : "No, " + year + is + "no leap year: 365 days.";
  }

  private static Year leapYearFrom(int first, int step) {
    Year year = Year.of(first);
    while (!year.isLeap()) {
      year = year.plusYears(step);
    }
    return year;
  }

  /** How long the group "month" (of "year"), the year "of", or a year of a "kind" is. */
  Optional<String> length(Arguments arguments) {
    String kind = arguments.get("kind").toLowerCase(Locale.ROOT);
    if (!kind.isEmpty()) {
      return Optional.of(
          kind.equals("year")
              ? "A year has 365 days, a leap year 366."
              : "A leap year has 366 days.");
    }
    String of = arguments.get("of");
    return of.isEmpty()
        ? DateText.month(arguments.get("month"))
            .flatMap(month -> length(month, arguments.get("year")))
        : year(of).map(year -> year + " has " + year.length() + " days.");
  }

  private static Optional<String> length(Month month, String year) {
    String name = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    if (year.isEmpty()) {
      String leap = month == Month.FEBRUARY ? ", 29 in a leap year" : "";
      return Optional.of(name + " has " + month.minLength() + " days" + leap + ".");
    }
    return year(year)
        .map(of -> {
          int days = YearMonth.of(of.getValue(), month).lengthOfMonth();
          return name + " " + of + " has " + days + " days.";
        });
  }

  private static Optional<Year> year(String digits) {
    return Optional.of(digits)
        .filter(text -> text.matches("[0-9]{4}"))
        .map(Integer::parseInt)
        .filter(year -> year >= FIRST_YEAR)
        .map(Year::of);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
