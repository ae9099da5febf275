package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneConversionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "15 | 00 | ''  | 15:00",
        "3  | ''  | pm | 15:00",
        "12 | ''  | am | 00:00",
        "12 | 30 | PM | 12:30",
        "0  | 05 | ''  | 00:05",
      })
  void readsBothWaysToTellAnHour(String hour, String minute, String half, String shown) {
    assertThat(converted("2026-11-20T14:05:00Z", hour, minute, half, "utc", "gmt"))
        .contains(
            shown
                + " UTC on Friday, 20 November 2026 is "
                + shown
                + " UTC on Friday, 20 November 2026.");
  }

  @Test
  void countsFromTheDateOfTheFirstPlace() {
    assertThat(converted("2026-12-31T20:00:00Z", "9", "", "am", "tokyo", "new york"))
        .contains(
            "09:00 Asia/Tokyo time (UTC+09:00) on Friday, 1 January 2027 is 19:00 America/New_York"
                + " time (UTC-05:00) on Thursday, 31 December 2026.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "25 | 00 | ''  | utc       | tokyo",
        "13 | 00 | pm | utc       | tokyo",
        "0  | ''  | am | utc       | tokyo",
        "15 | ''  | ''  | utc       | tokyo",
        "15 | 00 | ''  | est       | tokyo",
        "15 | 00 | ''  | utc       | atlantis",
      })
  void leavesWhatIsNoTimeOrNoPlaceToAModel(
      String hour, String minute, String half, String from, String place) {
    assertThat(converted("2026-11-20T14:05:00Z", hour, minute, half, from, place)).isEmpty();
  }

  /** In Berlin the clocks went forward at 2:00 on 29 March and back at 3:00 on 25 October. */
  @ParameterizedTest
  @CsvSource({"2026-03-29T12:00:00Z,2,30", "2026-10-25T12:00:00Z,2,30"})
  void leavesAnHourThatAClockChangeTakesOrRepeatsToAModel(String now, String hour, String minute) {
    assertThat(converted(now, hour, minute, "", "berlin", "utc")).isEmpty();
    assertThat(converted(now, "4", minute, "", "berlin", "utc")).isPresent();
  }

  private static Optional<String> converted(
      String now, String hour, String minute, String half, String from, String place) {
    var conversion = new ZoneConversion(InstantSource.fixed(Instant.parse(now)));
    return conversion.answer(
        new Arguments(
            Map.of("hour", hour, "minute", minute, "half", half, "from", from, "place", place)));
  }
}
