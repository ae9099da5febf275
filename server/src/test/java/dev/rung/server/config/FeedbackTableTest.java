package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackTableTest extends SettingsCase {

  @Test
  void defaults() {
    assertThat(FeedbackTable.DEFAULT).isEqualTo(new FeedbackTable(Duration.ofDays(30), 1_000_000));
  }

  @Test
  void mapsEveryKey() throws ConfigException {
    assertThat(loading.toml("[feedback]\nkeep = \"7d\"\nmost = 5\n").feedback())
        .isEqualTo(new FeedbackTable(Duration.ofDays(7), 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "keep = \"1s\" | keep must be a length of time from 1m to 365d, not \"1s\"",
        "most = 0     | most must be a whole number from 1 to 100000000, not 0",
      })
  void refuses(String line, String message) {
    assertThat(loading.problems("[feedback]\n" + line)).containsExactly("2: feedback." + message);
  }

  @Test
  void refusesToBeMadeWrong() {
    assertThatThrownBy(() -> new FeedbackTable(Duration.ZERO, 1)).hasMessageContaining("keep");
    assertThatThrownBy(() -> new FeedbackTable(Duration.ofDays(1), 0)).hasMessageContaining("most");
  }
}
