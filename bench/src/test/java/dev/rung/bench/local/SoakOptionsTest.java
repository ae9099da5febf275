package dev.rung.bench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoakOptionsTest {

  @Test
  void soaksHalfAnHourUnlessToldOtherwise() {
    assertThat(SoakOptions.parse(List.of()))
        .isEqualTo(new SoakOptions(Duration.ofMinutes(30), 1, 12));
  }

  @Test
  void takesWhatIsNamed() {
    List<String> arguments = List.of("--minutes", "5", "--seed", "7", "--callers", "3");

    assertThat(SoakOptions.parse(arguments))
        .isEqualTo(new SoakOptions(Duration.ofMinutes(5), 7, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--minutes 2|minutes must be 3 or more, not 2",
        "--callers 0|callers must be 1 or more, not 0",
        "--seed x|--seed must be a whole number, not x",
        "--hours 1|there is no option --hours"
      })
  void refusesWhatItDoesNotKnow(String line, String message) {
    assertThatThrownBy(() -> SoakOptions.parse(List.of(line.split(" ", -1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
