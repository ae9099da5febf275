package dev.rung.server.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.app.cli.CostPeriod.Every;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostPeriodTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:10:00Z");

  private static CostPeriod period(String words, String zone) throws UsageException {
    return CostPeriod.of(words, ZoneId.of(zone), NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "today, UTC, 2026-11-21T00:00:00Z, 2026-11-22T00:00:00Z",
    "today, Asia/Kolkata, 2026-11-21T18:30:00Z, 2026-11-22T18:30:00Z",
    "today, Asia/Kathmandu, 2026-11-21T18:15:00Z, 2026-11-22T18:15:00Z",
    "yesterday, Europe/Berlin, 2026-11-19T23:00:00Z, 2026-11-20T23:00:00Z",
    "24h, UTC, 2026-11-20T20:00:00Z, 2026-11-21T20:15:00Z",
    "7d, UTC, 2026-11-15T00:00:00Z, 2026-11-22T00:00:00Z",
    "30d, UTC, 2026-10-23T00:00:00Z, 2026-11-22T00:00:00Z",
    "month, UTC, 2026-11-01T00:00:00Z, 2026-11-22T00:00:00Z",
    "2026-03-29, Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "2026-01-01..2026-01-31, UTC, 2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z",
    "2026-11-01.., UTC, 2026-11-01T00:00:00Z, 2026-11-22T00:00:00Z",
    "2026-11-22.., Asia/Kolkata, 2026-11-21T18:30:00Z, 2026-11-22T18:30:00Z",
  })
  void isOfDaysOfItsZone(String words, String zone, Instant from, Instant to) throws Exception {
    assertThat(period(words, zone).from()).isEqualTo(from);
    assertThat(period(words, zone).to()).isEqualTo(to);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "8d",
        "2026-13-01",
        "2026-02-01..2026-01-01",
        "..",
        "..2026-01-01",
        "2026-11-22..",
        "2026-01-01..today"
      })
  void refusesOtherWords(String words) {
    assertThatThrownBy(() -> period(words, "UTC"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--period ");
  }

  @Test
  void isDividedByTheHoursOfAZoneThatIsHalfAnHourOff() throws Exception {
    List<CostPeriod> hours = period("24h", "Asia/Kolkata").parts(Every.HOUR);

    assertThat(hours).hasSize(25);
    assertThat(hours.getFirst().from()).isEqualTo("2026-11-20T20:00:00Z");
    assertThat(hours.getFirst().to()).isEqualTo("2026-11-20T20:30:00Z");
    assertThat(hours.get(1).to()).isEqualTo("2026-11-20T21:30:00Z");
    assertThat(hours.getLast().to()).isEqualTo("2026-11-21T20:15:00Z");
  }

  @ParameterizedTest
  @CsvSource({"2026-03-29, 23", "2026-10-25, 25", "2026-06-01, 24"})
  void hasAsManyHoursAsTheDay(String day, int hours) throws Exception {
    List<CostPeriod> parts = period(day, "Europe/Berlin").parts(Every.HOUR);

    assertThat(parts).hasSize(hours);
    for (int i = 1; i < parts.size(); i++) {
      assertThat(parts.get(i).from()).isEqualTo(parts.get(i - 1).to());
    }
  }

  @Test
  void isDividedByTheDaysOfItsZone() throws Exception {
    List<CostPeriod> days = period("2026-03-28..2026-03-30", "Europe/Berlin").parts(Every.DAY);

    assertThat(days)
        .extracting(day -> day.from().toString())
        .containsExactly("2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
  }

  @Test
  void refusesMorePartsThanAreAskedForOneByOne() throws Exception {
    CostPeriod ages = period("1970-01-01..9999-12-31", "UTC");

    assertThatThrownBy(() -> ages.parts(Every.HOUR))
        .isInstanceOf(UsageException.class)
        .hasMessage("--every would give more than 2500 parts");
  }
}
