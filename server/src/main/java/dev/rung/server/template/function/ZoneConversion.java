package dev.rung.server.template.function;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * What a time of day in the zone of the group "from" is in that of the group "place", on the date
 * that it is in the first one: the groups "hour", "minute" (0 where it is missing) and "half" ("am"
 * or "pm"). Empty where a clock change makes it no time of that day, or two.
 */
final class ZoneConversion implements TemplateFunction {
  private static final int HALF_A_DAY = 12;
  private static final int LAST_HOUR = 23;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private final InstantSource clock;
  private final Zones zones = Zones.builtIn();

  ZoneConversion(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    Optional<ZoneId> from = zones.named(arguments.get("from"));
    Optional<ZoneId> place = zones.named(arguments.get("place"));
    return time(arguments)
        .flatMap(time -> from.flatMap(zone -> today(time, zone)))
        .flatMap(source -> place.map(zone -> answer(source, source.withZoneSameInstant(zone))));
  }

  private static String answer(ZonedDateTime source, ZonedDateTime target) {
    return shown(source) + " is " + shown(target) + ".";
  }

  private static String shown(ZonedDateTime time) {
    return TIME.format(time) + " " + Times.label(time) + " on " + Dates.DATE.format(time);
  }

  private Optional<ZonedDateTime> today(LocalTime time, ZoneId zone) {
    var local = LocalDate.ofInstant(clock.instant(), zone).atTime(time);
    boolean isOne = zone.getRules().getValidOffsets(local).size() == 1;
    return isOne ? Optional.of(local.atZone(zone)) : Optional.empty();
  }

  private static Optional<LocalTime> time(Arguments arguments) {
    int hour = Integer.parseInt(arguments.get("hour"));
    String minute = arguments.get("minute");
    String half = arguments.get("half").toLowerCase(Locale.ROOT);
    boolean fits =
        half.isEmpty() ? hour <= LAST_HOUR && !minute.isEmpty() : hour >= 1 && hour <= HALF_A_DAY;
    if (!fits) {
      return Optional.empty();
    }
    int ofDay = half.isEmpty() ? hour : hour % HALF_A_DAY + (half.startsWith("p") ? HALF_A_DAY : 0);
    return Optional.of(LocalTime.of(ofDay, minute.isEmpty() ? 0 : Integer.parseInt(minute)));
  }
}
