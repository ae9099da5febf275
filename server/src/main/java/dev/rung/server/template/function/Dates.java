package dev.rung.server.template.function;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Today's date in UTC, or one beside it: the group "day" is today, tomorrow or yesterday; "count"
 * and "span" (days, weeks, months or years) go forward, and back where "ago" took part.
 */
final class Dates implements TemplateFunction {
  static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

  private static final int MAX_DIGITS = 5;

  private final InstantSource clock;

  Dates(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    String count = arguments.get("count");
    return count.isEmpty() ? near(arguments.get("day")) : away(count, arguments);
  }

  private Optional<String> near(String day) {
    return switch (day.toLowerCase(Locale.ROOT)) {
      case "tomorrow" -> Optional.of("Tomorrow is " + shown(today().plusDays(1)));
      case "yesterday" -> Optional.of("Yesterday was " + shown(today().minusDays(1)));
      default -> Optional.of("Today is " + shown(today()));
    };
  }

  private Optional<String> away(String count, Arguments arguments) {
    if (count.length() > MAX_DIGITS || !count.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    int number = Integer.parseInt(count);
    ChronoUnit unit = DateDistance.unit(arguments.get("span"));
    String span = TextCount.plural(number, DateDistance.noun(unit));
    return Optional.of(
        arguments.get("ago").isEmpty()
            ? "In " + span + " it will be " + shown(today().plus(number, unit))
            : span + " ago it was " + shown(today().minus(number, unit)));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static String shown(LocalDate date) {
    return DATE.format(date) + " (UTC).";
  }
}
