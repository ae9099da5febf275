package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  /** Half an hour before a new year in UTC. */
  private final InstantSource clock = InstantSource.fixed(Instant.parse("2027-12-31T23:30:00Z"));

  private final Times times = new Times(clock);
  private final Dates dates = new Dates(clock);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UTC              | It is 23:30 UTC on Friday, 31 December 2027.",
        "gmt              | It is 23:30 UTC on Friday, 31 December 2027.",
        "new york         | It is 18:30 America/New_York time (UTC-05:00) on Friday, 31 December 2027.",
        "asia/kathmandu   | It is 05:15 Asia/Kathmandu time (UTC+05:45) on Saturday, 1 January 2028.",
        "america/new york | It is 18:30 America/New_York time (UTC-05:00) on Friday, 31 December 2027.",
      })
  void knowsTheTimeInAPlace(String place, String answer) {
    assertThat(times.answer(new Arguments(Map.of("place", place)))).contains(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CST", "EST", "atlantis", "a/b", "+02:00", "SystemV/X", "Z"})
  void leavesUnknownAndSharedNamesToAModel(String place) {
    assertThat(times.answer(new Arguments(Map.of("place", place)))).isEmpty();
  }

  @Test
  void everyCityHasAZone() {
    List<List<String>> cities = FactTable.read("cities.txt", 2);

    assertThat(cities).hasSizeGreaterThan(90).extracting(List::getFirst).doesNotHaveDuplicates();
    assertThat(cities)
        .allSatisfy(row ->
            assertThat(times.answer(new Arguments(Map.of("place", row.getFirst())))).isPresent());
  }

  @Test
  void countsDaysInUtcAcrossTheEndOfAYear() {
    assertThat(dates.answer(new Arguments(Map.of("day", "Tomorrow"))))
        .contains("Tomorrow is Saturday, 1 January 2028 (UTC).");
    assertThat(dates.answer(new Arguments(Map.of("count", "60", "span", "days"))))
        .contains("In 60 days it will be Tuesday, 29 February 2028 (UTC).");
    assertThat(dates.answer(new Arguments(Map.of("count", "1", "span", "week", "ago", "ago"))))
        .contains("1 week ago it was Friday, 24 December 2027 (UTC).");
    assertThat(dates.answer(new Arguments(Map.of("count", "100000", "span", "days")))).isEmpty();
    assertThat(dates.answer(new Arguments(Map.of("count", "x", "span", "days")))).isEmpty();
  }
}
