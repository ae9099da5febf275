package dev.rung.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.budget.Period.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2031-01-01T00:00:00Z");

  /** One for all that keep the same time. */
  private static Stream<ZoneId> zones() {
    Map<ZoneRules, ZoneId> zones = new HashMap<>();
    ZoneId.getAvailableZoneIds().forEach(id -> zones.put(ZoneId.of(id).getRules(), ZoneId.of(id)));
    return zones.values().stream();
  }

  /** When clocks change there, and one instant beside. */
  private static List<Instant> changes(ZoneId zone) {
    List<Instant> changes = new ArrayList<>(List.of(FIRST));
    Optional<Instant> next = next(zone, FIRST);
    while (next.filter(LAST::isAfter).isPresent()) {
      changes.add(next.get());
      next = next(zone, next.get());
    }
    return changes;
  }

  private static Optional<Instant> next(ZoneId zone, Instant after) {
    return Optional.ofNullable(zone.getRules().nextTransition(after))
        .map(ZoneOffsetTransition::getInstant);
  }

  @ParameterizedTest
  @CsvSource({"HOURLY, PT3H", "DAILY, P3D", "MONTHLY, P70D"})
  void followsOnTheLastOneWithoutGapOrOverlapInEveryZone(Period period, Duration around) {
    zones()
        .forEach(zone ->
            changes(zone)
                .forEach(change -> {
                  Span span = period.at(change.minus(around), zone);
                  while (span.start().isBefore(change.plus(around))) {
                    Instant end = span.end().orElseThrow();
                    String where = zone + " from " + span;

                    assertThat(period.at(span.start(), zone)).as(where).isEqualTo(span);
                    assertThat(period.at(end.minusMillis(1), zone)).as(where).isEqualTo(span);
                    assertThat(period.at(end, zone).start()).as(where).isEqualTo(end);
                    assertThat(SpentTable.quarter(end)).as(where).isEqualTo(end.getEpochSecond());
                    span = period.at(end, zone);
                  }
                }));
  }

  @ParameterizedTest
  @CsvSource({
    // Clocks go on by an hour, back by an hour, and a day as any other.
    "DAILY, Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, PT23H",
    "DAILY, Europe/Berlin, 2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, PT25H",
    "DAILY, Asia/Kathmandu, 2026-03-01T18:14:59Z, 2026-02-28T18:15:00Z, PT24H",
    // At midnight itself: the day begins at one, and the day before has midnight's hour twice.
    "DAILY, Asia/Beirut, 2026-03-29T12:00:00Z, 2026-03-28T22:00:00Z, PT23H",
    "DAILY, Asia/Beirut, 2026-10-24T12:00:00Z, 2026-10-23T21:00:00Z, PT25H",
    // An hour that comes twice is two hours.
    "HOURLY, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T00:00:00Z, PT1H",
    "HOURLY, Europe/Berlin, 2026-10-25T01:30:00Z, 2026-10-25T01:00:00Z, PT1H",
    "HOURLY, Asia/Kathmandu, 2026-03-01T18:20:00Z, 2026-03-01T18:15:00Z, PT1H",
    // Half an hour back: what is left of the hour is one by itself.
    "HOURLY, Australia/Lord_Howe, 2026-04-04T14:59:59Z, 2026-04-04T14:00:00Z, PT1H",
    "HOURLY, Australia/Lord_Howe, 2026-04-04T15:00:00Z, 2026-04-04T15:00:00Z, PT30M",
    "HOURLY, Australia/Lord_Howe, 2026-04-04T15:30:00Z, 2026-04-04T15:30:00Z, PT1H",
    "MONTHLY, America/New_York, 2026-11-15T00:00:00Z, 2026-11-01T04:00:00Z, PT721H",
  })
  void isThatOfTheZonesOwnClock(
      Period period, String zone, Instant at, Instant start, Duration length) {
    Span span = period.at(at, ZoneId.of(zone));

    assertThat(span.start()).isEqualTo(start);
    assertThat(Duration.between(start, span.end().orElseThrow())).isEqualTo(length);
  }

  @Test
  void hasNoEndWhereItIsAllOfTime() {
    assertThat(Period.TOTAL.at(FIRST, ZoneOffset.UTC)).isEqualTo(Span.EVER);
    assertThat(Span.EVER.endMillis()).isEqualTo(Long.MAX_VALUE);
  }
}
