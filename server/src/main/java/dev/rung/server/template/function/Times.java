package dev.rung.server.template.function;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The time of day, in the zone of the group "place" or, where nothing is named, in UTC: where the
 * caller is, nobody knows.
 */
final class Times implements TemplateFunction {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

  private final InstantSource clock;
  private final Zones zones = Zones.builtIn();

  Times(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    String place = arguments.get("place");
    if (place.isEmpty()) {
      return Optional.of(at(ZoneOffset.UTC));
    }
    return zones.named(place).map(this::at);
  }

  /** Seconds since 1970. */
  Optional<String> unixTime() {
    return Optional.of(Long.toString(clock.instant().getEpochSecond()));
  }

  private String at(ZoneId zone) {
    ZonedDateTime now = clock.instant().atZone(zone);
    return "It is " + TIME.format(now) + " " + label(now) + " on " + Dates.DATE.format(now) + ".";
  }

  static String label(ZonedDateTime time) {
    ZoneId zone = time.getZone();
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone + " time (UTC" + OFFSET.format(time) + ")";
  }
}
