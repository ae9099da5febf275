package dev.rung.server.budget;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.Optional;

/** How long a limit is for. */
public enum Period {
  HOURLY,
  DAILY,
  MONTHLY,
  /** All of time. */
  TOTAL;

  /** As settings and the contract spell it, such as "daily". */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The hour, day or month of this zone that an instant lies in. */
  Span at(Instant instant, ZoneId zone) {
    ZonedDateTime here = instant.atZone(zone);
    return switch (this) {
      case HOURLY -> hour(instant, zone.getRules());
      case DAILY -> {
        ZonedDateTime start = here.toLocalDate().atStartOfDay(zone);
        yield span(start, here.toLocalDate().plusDays(1).atStartOfDay(zone));
      }
      case MONTHLY -> {
        ZonedDateTime start = here.toLocalDate().withDayOfMonth(1).atStartOfDay(zone);
        yield span(start, here.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay(zone));
      }
      case TOTAL -> Span.EVER;
    };
  }

  /**
   * By the clock's own hours also where an hour of the zone comes twice. Where clocks are put on or
   * back by half an hour, as on Lord Howe Island, an hour is cut off there, so that none overlap.
   */
  private static Span hour(Instant instant, ZoneRules rules) {
    int offset = rules.getOffset(instant).getTotalSeconds();
    long second = instant.getEpochSecond() + offset;
    Instant start = Instant.ofEpochSecond(second - Math.floorMod(second, 3_600) - offset);
    Instant end = start.plus(1, ChronoUnit.HOURS);
    Optional<Instant> change =
        Optional.ofNullable(rules.nextTransition(start)).map(ZoneOffsetTransition::getInstant);
    if (change.filter(end::isAfter).isEmpty()) {
      return new Span(start, Optional.of(end));
    }
    Instant cut = change.orElseThrow();
    return instant.isBefore(cut)
        ? new Span(start, Optional.of(cut))
        : new Span(cut, Optional.of(end));
  }

  private static Span span(ZonedDateTime start, ZonedDateTime end) {
    return new Span(start.toInstant(), Optional.of(end.toInstant()));
  }

  /**
   * One hour, day or month, or all of time.
   *
   * @param end the first instant after it; absent where it has none
   */
  record Span(Instant start, Optional<Instant> end) {
    static final Span EVER = new Span(Instant.EPOCH, Optional.empty());

    /** The first millisecond after it. */
    long endMillis() {
      return end.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    }
  }
}
