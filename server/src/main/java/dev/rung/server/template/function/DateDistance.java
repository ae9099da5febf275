package dev.rung.server.template.function;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** How far dates are from each other; today is that of UTC. */
record DateDistance(InstantSource clock) {
  static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private static final int MAX_DIGITS = 4;

  /** Days or weeks (the group "span") from "date" to "other". */
  Optional<String> between(Arguments arguments) {
    Optional<LocalDate> end = DateText.date(arguments.get("other"), today());
    return DateText.date(arguments.get("date"), today())
        .flatMap(from -> end.flatMap(to -> between(from, to, arguments.get("span"))));
  }

  private static Optional<String> between(LocalDate one, LocalDate other, String span) {
    LocalDate from = one.isAfter(other) ? other : one;
    LocalDate to = one.isAfter(other) ? one : other;
    long days = ChronoUnit.DAYS.between(from, to);
    String dates = " from " + shown(from) + " to " + shown(to);
    if (!span.equalsIgnoreCase("weeks")) {
      return Optional.of(TextCount.plural(days, "day") + dates + " (the last day not counted).");
    }
    String rest = days % 7 == 0 ? "" : " and " + TextCount.plural(days % 7, "day");
    return Optional.of(TextCount.plural(days / 7, "week") + rest + dates + ".");
  }

  /** From today to the group "date", or since it where the group "way" says so. */
  Optional<String> fromToday(Arguments arguments) {
    boolean isPast = arguments.get("way").equalsIgnoreCase("since");
    String text = arguments.get("date");
    return DateText.date(text, today())
        .or(() -> DateText.dayOfYear(text).map(day -> nearest(day, isPast)))
        .filter(date -> isPast ? !date.isAfter(today()) : !date.isBefore(today()))
        .map(date -> fromToday(date, isPast));
  }

  private String fromToday(LocalDate date, boolean isPast) {
    long days = Math.abs(ChronoUnit.DAYS.between(today(), date));
    return "%s %s %s (%s today, %s, UTC)."
        .formatted(
            TextCount.plural(days, "day"),
            isPast ? "since" : "until",
            shown(date),
            isPast ? "to" : "from",
            SHORT.format(today()));
  }

  private LocalDate nearest(MonthDay day, boolean isPast) {
    LocalDate ofThisYear = day.atYear(today().getYear());
    if (isPast) {
      return ofThisYear.isAfter(today()) ? ofThisYear.minusYears(1) : ofThisYear;
    }
    return ofThisYear.isBefore(today()) ? ofThisYear.plusYears(1) : ofThisYear;
  }

  /** So many ("count") days, weeks, months or years ("span") before or after ("way") "date". */
  Optional<String> away(Arguments arguments) {
    String count = arguments.get("count");
    if (count.length() > MAX_DIGITS || !count.matches("[0-9]+")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(count);
    boolean isBefore = arguments.get("way").equalsIgnoreCase("before");
    ChronoUnit unit = unit(arguments.get("span"));
    String span = TextCount.plural(number, noun(unit));
    return DateText.date(arguments.get("date"), today())
        .map(date -> {
          LocalDate result = date.plus(isBefore ? -number : number, unit);
          String way = isBefore ? " before " : " after ";
          return span + way + shown(date) + " is " + shown(result) + ".";
        });
  }

  /** Days where nothing else is named. */
  static ChronoUnit unit(String span) {
    return switch (span.toLowerCase(Locale.ROOT)) {
      case "week", "weeks" -> ChronoUnit.WEEKS;
      case "month", "months" -> ChronoUnit.MONTHS;
      case "year", "years" -> ChronoUnit.YEARS;
      default -> ChronoUnit.DAYS;
    };
  }

  /** One of them. */
  static String noun(ChronoUnit unit) {
    String name = unit.name().toLowerCase(Locale.ROOT);
    return name.substring(0, name.length() - 1);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static String shown(LocalDate date) {
    return Dates.DATE.format(date);
  }
}
