package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {
  private static final LocalDate TODAY = LocalDate.of(2028, 2, 29);

  private final InstantSource clock = InstantSource.fixed(Instant.parse("2028-02-29T23:59:59Z"));
  private final Calendar calendar = new Calendar(clock);
  private final DateDistance distance = new DateDistance(clock);
  private final UnixTimes unixTimes = new UnixTimes(clock);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-12-24",
        "2026/12/24",
        "24 December 2026",
        "24. Dec 2026x",
        "Dec 24, 2026",
        "December 24th 2026",
        "the 24th of december, 2026",
        "dec. 24 2026"
      })
  void readsDatesThatHaveOneReading(String text) {
    boolean isOdd = text.startsWith("24.");

    assertThat(DateText.date(text, TODAY).map(LocalDate::toString).orElse("none"))
        .isEqualTo(isOdd ? "none" : "2026-12-24");
  }

  @Test
  void refusesDatesWithTwoReadingsOrNone() {
    assertThat(
            Stream.of(
                "01/02/2026",
                "2026-02-30",
                "2026-13-01",
                "30 February 2026",
                "24 December",
                "1582-12-31",
                "Smarch 3 2026",
                "dece 24 2026",
                "2026-12/24",
                "",
                "christmas"))
        .allSatisfy(text -> assertThat(DateText.date(text, TODAY)).isEmpty());
    assertThat(DateText.dayOfYear("Christmas Eve")).contains(MonthDay.of(12, 24));
    assertThat(DateText.dayOfYear("3rd of May")).contains(MonthDay.of(5, 3));
    assertThat(Stream.of("29 February", "3 May 2026", "easter", "31 June"))
        .allSatisfy(text -> assertThat(DateText.dayOfYear(text)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "today      | 29 February 2028 is a Tuesday.",
        "2028-02-28 | 28 February 2028 was a Monday.",
        "2100-01-01 | 1 January 2100 will be a Friday.",
        "easter     | none",
      })
  void knowsTheDayOfTheWeek(String date, String answer) {
    assertThat(calendar.weekday(new Arguments(Map.of("date", date))).orElse("none"))
        .isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2028-01-02 | 2 January 2028 is in ISO week 52 of 2027 (27 December to 2 January).",
        "2028-01-03 | 3 January 2028 is in ISO week 1 of 2028 (3 to 9 January).",
        "''         | 29 February 2028 is in ISO week 9 of 2028 (28 February to 5 March).",
      })
  void knowsTheWeek(String date, String answer) {
    assertThat(calendar.week(new Arguments(Map.of("date", date)))).contains(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "year | 2000 | Yes, 2000 was a leap year: 366 days.",
        "year | 2100 | No, 2100 is no leap year: 365 days.",
        "year | 1500 | none",
        "near | next | The next leap year is 2032.",
        "near | last | The last leap year was 2024.",
        "near | this | Yes, 2028 is a leap year: 366 days.",
      })
  void knowsLeapYears(String group, String value, String answer) {
    assertThat(calendar.leapYear(new Arguments(Map.of(group, value))).orElse("none"))
        .isEqualTo(answer);
  }

  @Test
  void monthsAreAsLongAsTheyAre() {
    assertThat(calendar.length(new Arguments(Map.of("month", "Sept"))))
        .contains("September has 30 days.");
    assertThat(calendar.length(new Arguments(Map.of("month", "feb", "year", "2100"))))
        .contains("February 2100 has 28 days.");
    assertThat(calendar.length(new Arguments(Map.of("month", "paris")))).isEmpty();
    assertThat(calendar.length(new Arguments(Map.of("of", "1000")))).isEmpty();
  }

  @Test
  void countsFromTodayWithoutLosingALeapDay() {
    assertThat(distance.fromToday(new Arguments(Map.of("way", "until", "date", "1 March"))))
        .contains("1 day until Wednesday, 1 March 2028 (from today, 29 February 2028, UTC).");
    assertThat(distance.fromToday(new Arguments(Map.of("way", "since", "date", "1 March"))))
        .contains("365 days since Monday, 1 March 2027 (to today, 29 February 2028, UTC).");
    assertThat(distance.fromToday(new Arguments(Map.of("way", "since", "date", "2028-03-01"))))
        .isEmpty();
    assertThat(
            distance.between(
                new Arguments(Map.of("date", "2028-03-10", "other", "today", "span", "weeks"))))
        .contains("1 week and 3 days from Tuesday, 29 February 2028 to Friday, 10 March 2028.");
    assertThat(
            distance.away(
                new Arguments(
                    Map.of("count", "1", "span", "year", "way", "after", "date", "today"))))
        .contains("1 year after Tuesday, 29 February 2028 is Wednesday, 28 February 2029.");
    assertThat(distance.away(new Arguments(Map.of("count", "99999", "date", "today")))).isEmpty();
    assertThat(distance.away(new Arguments(Map.of("count", "", "date", "today")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0             | 1970-01-01T00:00:00Z (Thursday, 1 January 1970)",
        "99999999999   | 5138-11-16T09:46:39Z (Wednesday, 16 November 5138)",
        "1700000000123 | 2023-11-14T22:13:20.123Z (Tuesday, 14 November 2023), read as milliseconds",
        "170000000012  | none",
        "x             | none",
      })
  void readsUnixTime(String seconds, String answer) {
    assertThat(unixTimes.toDate(new Arguments(Map.of("seconds", seconds))).orElse("none"))
        .isEqualTo(answer);
  }

  @Test
  void writesUnixTime() {
    assertThat(unixTimes.ofDate(new Arguments(Map.of("date", "2001-09-09", "time", "1:46:40"))))
        .contains("1000000000 (2001-09-09T01:46:40Z)");
    assertThat(unixTimes.ofDate(new Arguments(Map.of("date", "2001-09-09", "time", "24:00"))))
        .isEmpty();
    assertThat(unixTimes.ofDate(new Arguments(Map.of("date", "someday")))).isEmpty();
  }
}
