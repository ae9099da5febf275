package dev.rung.server.template.function;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The time of day in a language other than English, in the zone of the group "place" or, where
 * nothing is named, in UTC.
 */
final class LocalTimes implements TemplateFunction {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

  private final InstantSource clock;
  private final Zones zones = Zones.builtIn();

  LocalTimes(InstantSource clock) {
    this.clock = clock;
  }

  /** Cities by their names in each language, in the English that {@link Zones} knows. */
  private static final class Cities {
    private static final Map<String, String> ENGLISH = read();

    private Cities() {}

    private static Map<String, String> read() {
      Map<String, String> english = new HashMap<>();
      for (List<String> row : FactTable.read("city-names.txt", 3)) {
        for (String name : row.get(2).split(", ", -1)) {
          english.put(row.get(0) + " " + name, row.get(1));
        }
      }
      return english;
    }
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    Tongue tongue = arguments.language();
    String place = arguments.get("place").toLowerCase(Locale.ROOT);
    if (place.isEmpty()) {
      return Optional.of(at(ZoneOffset.UTC, tongue));
    }
    String inEnglish = Cities.ENGLISH.getOrDefault(tongue.code() + " " + place, place);
    return zones.named(inEnglish).map(zone -> at(zone, tongue));
  }

  private String at(ZoneId zone, Tongue tongue) {
    CalendarWords words = CalendarWords.of(tongue);
    ZonedDateTime now = clock.instant().atZone(zone);
    String label = zone.equals(ZoneOffset.UTC) ? "UTC" : zone + " (UTC" + OFFSET.format(now) + ")";
    return words
        .text("time")
        .replace("{time}", TIME.format(now))
        .replace("{zone}", label)
        .replace("{date}", words.date(now.toLocalDate()));
  }
}
