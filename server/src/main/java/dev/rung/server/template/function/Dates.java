package dev.rung.server.template.function;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Today's date in UTC, or one beside it: the group "day" is today, tomorrow or yesterday; "count"
 * and "span" (days or weeks) go forward, and back where "ago" took part.
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
    boolean weeks = arguments.get("span").toLowerCase(Locale.ROOT).startsWith("week");
    boolean back = !arguments.get("ago").isEmpty();
    String span = number + (weeks ? " week" : " day") + (number == 1 ? "" : "s");
    long days = (long) number * (weeks ? 7 : 1);
    return Optional.of(
        back
            ? span + " ago it was " + shown(today().minusDays(days))
            : "In " + span + " it will be " + shown(today().plusDays(days)));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static String shown(LocalDate date) {
    return DATE.format(date) + " (UTC).";
  }
}
