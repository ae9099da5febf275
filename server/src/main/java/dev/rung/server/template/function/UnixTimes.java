package dev.rung.server.template.function;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Unix time to dates and back, all in UTC. */
record UnixTimes(InstantSource clock) {
  /** Seconds of this many digits reach beyond the year 5000. */
  private static final int MOST_DIGITS = 11;

  private static final int DIGITS_OF_MILLISECONDS = 13;

  /** The group "seconds", which are milliseconds where they have 13 digits. */
  Optional<String> toDate(Arguments arguments) {
    String digits = arguments.get("seconds");
    if (!digits.matches("[0-9]{1,13}")) {
      return Optional.empty();
    }
    long number = Long.parseLong(digits);
    if (digits.length() == DIGITS_OF_MILLISECONDS) {
      return Optional.of(shown(Instant.ofEpochMilli(number)) + ", read as milliseconds");
    }
    return digits.length() <= MOST_DIGITS
        ? Optional.of(shown(Instant.ofEpochSecond(number)))
        : Optional.empty();
  }

  /** Of the group "date" at the group "time", or at midnight. */
  Optional<String> ofDate(Arguments arguments) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return DateText.date(arguments.get("date"), today)
        .flatMap(date ->
            time(arguments.get("time"))
                .map(time -> date.atTime(time).toInstant(ZoneOffset.UTC))
                .map(instant -> instant.getEpochSecond() + " (" + instant + ")"));
  }

  private static Optional<LocalTime> time(String text) {
    if (text.isEmpty()) {
      return Optional.of(LocalTime.MIDNIGHT);
    }
    try {
      return Optional.of(LocalTime.parse(text.indexOf(':') == 1 ? "0" + text : text));
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  private static String shown(Instant instant) {
    return instant + " (" + Dates.DATE.format(instant.atZone(ZoneOffset.UTC)) + ")";
  }
}
