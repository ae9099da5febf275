package dev.rung.server.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Lengths of time as settings spell them: a whole number and a unit, such as "500ms" or "2m". */
final class Durations {
  /** Longest unit last, so that printing can take the largest that divides. */
  private static final Map<String, ChronoUnit> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("ms", ChronoUnit.MILLIS);
    UNITS.put("s", ChronoUnit.SECONDS);
    UNITS.put("m", ChronoUnit.MINUTES);
    UNITS.put("h", ChronoUnit.HOURS);
    UNITS.put("d", ChronoUnit.DAYS);
  }

  private static final int MOST_DIGITS = 9;

  private Durations() {}

  /** A length of time in a range, both ends included. */
  static Format<Duration> between(Duration min, Duration max) {
    String rule = "a length of time from " + text(min) + " to " + text(max);
    return Format.parsed(rule, Durations::parse)
        .where(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0)
        .spelled(Durations::text);
  }

  static Optional<Duration> parse(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    Optional<ChronoUnit> unit = Optional.ofNullable(UNITS.get(text.substring(digits)));
    if (digits == 0 || digits > MOST_DIGITS) {
      return Optional.empty();
    }
    long amount = Long.parseLong(text.substring(0, digits));
    return unit.map(u -> u.getDuration().multipliedBy(amount));
  }

  /** In the largest unit that divides it. */
  static String text(Duration duration) {
    String text = duration.toMillis() + "ms";
    for (Map.Entry<String, ChronoUnit> unit : UNITS.entrySet()) {
      long millis = unit.getValue().getDuration().toMillis();
      if (duration.toMillis() >= millis && duration.toMillis() % millis == 0) {
        text = duration.toMillis() / millis + unit.getKey();
      }
    }
    return text;
  }
}
