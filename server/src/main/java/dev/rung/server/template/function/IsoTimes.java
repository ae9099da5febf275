package dev.rung.server.template.function;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** The date and the time of now as ISO 8601 writes them, in UTC. */
record IsoTimes(InstantSource clock) {
  /** Today's date; tomorrow's or yesterday's where the group "day" says so. */
  Optional<String> date(Arguments arguments) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate day =
        switch (arguments.get("day").toLowerCase(Locale.ROOT)) {
          case "tomorrow" -> today.plusDays(1);
          case "yesterday" -> today.minusDays(1);
          default -> today;
        };
    return Optional.of(day + " (UTC)");
  }

  /** To the second. */
  Optional<String> time() {
    return Optional.of(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
