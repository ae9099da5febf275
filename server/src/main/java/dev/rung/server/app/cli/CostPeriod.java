package dev.rung.server.app.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A time that costs are asked for, of whole days of a time zone, or of the quarters of an hour back
 * from now.
 *
 * @param from the first instant that counts
 * @param to the first instant that no longer counts; may lie ahead
 */
record CostPeriod(Instant from, Instant to, ZoneId zone) {
  /** Costs are kept by quarters of an hour; the one that it is counts as well. */
  private static final Duration GRAIN = Duration.ofMinutes(15);

  private static final String RANGE = "..";
  static final int MOST_PARTS = 2_500;

  /** How a period is divided; hours and days are those of its zone. */
  enum Every {
    HOUR,
    DAY
  }

  /**
   * The period of these words.
   *
   * @throws UsageException when there is none
   */
  static CostPeriod of(String words, ZoneId zone, Instant now) throws UsageException {
    LocalDate today = now.atZone(zone).toLocalDate();
    return switch (words) {
      case "today" -> days(today, today, zone);
      case "yesterday" -> days(today.minusDays(1), today.minusDays(1), zone);
      case "7d" -> days(today.minusDays(6), today, zone);
      case "30d" -> days(today.minusDays(29), today, zone);
      case "month" -> days(today.withDayOfMonth(1), today, zone);
      case "24h" -> {
        Instant quarter = quarter(now);
        yield new CostPeriod(quarter.minus(Duration.ofHours(24)), quarter.plus(GRAIN), zone);
      }
      default -> range(words, today, zone);
    };
  }

  private static Instant quarter(Instant at) {
    long second = at.getEpochSecond();
    return Instant.ofEpochSecond(second - Math.floorMod(second, GRAIN.toSeconds()));
  }

  private static CostPeriod range(String words, LocalDate today, ZoneId zone)
      throws UsageException {
    int dots = words.indexOf(RANGE);
    try {
      LocalDate first = LocalDate.parse(dots < 0 ? words : words.substring(0, dots));
      String end = dots < 0 ? words : words.substring(dots + RANGE.length());
      LocalDate last = end.isEmpty() ? today : LocalDate.parse(end);
      if (last.isBefore(first)) {
        throw new UsageException("--period ends before it begins: " + words);
      }
      return days(first, last, zone);
    } catch (DateTimeException notDates) {
      throw new UsageException(
          "--period must be today, yesterday, 24h, 7d, 30d, month or days such as"
              + " 2026-01-31, 2026-01-01..2026-01-31 or 2026-01-01.. (until today), not \""
              + words
              + '"');
    }
  }

  /** Both days included. */
  private static CostPeriod days(LocalDate first, LocalDate last, ZoneId zone) {
    return new CostPeriod(
        first.atStartOfDay(zone).toInstant(),
        last.plusDays(1).atStartOfDay(zone).toInstant(),
        zone);
  }

  /**
   * Its parts, in order; the first and the last may be cut off.
   *
   * @throws UsageException where there are more than {@value #MOST_PARTS}
   */
  List<CostPeriod> parts(Every every) throws UsageException {
    List<CostPeriod> parts = new ArrayList<>();
    Instant start = from;
    while (start.isBefore(to)) {
      if (parts.size() == MOST_PARTS) {
        throw new UsageException("--every would give more than " + MOST_PARTS + " parts");
      }
      Instant next = end(start, every);
      Instant end = next.isBefore(to) ? next : to;
      parts.add(new CostPeriod(start, end, zone));
      start = end;
    }
    return parts;
  }

  private Instant end(Instant start, Every every) {
    return switch (every) {
      case DAY -> start.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
      case HOUR -> {
        // By the clock's own hours also where an hour of the zone comes twice.
        long offset = start.atZone(zone).getOffset().getTotalSeconds();
        long second = start.getEpochSecond() + offset;
        yield Instant.ofEpochSecond(second - Math.floorMod(second, 3_600L) + 3_600 - offset);
      }
    };
  }
}
