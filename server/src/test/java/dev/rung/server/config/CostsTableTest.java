package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostsTableTest extends SettingsCase {
  @Test
  void hasDefaults() throws ConfigException {
    assertThat(loading.toml("").costs())
        .isEqualTo(CostsTable.DEFAULT)
        .isEqualTo(
            new CostsTable(
                Duration.ofHours(1),
                Duration.ofDays(35),
                Duration.ofDays(92),
                Duration.ofDays(1825)));
  }

  @Test
  void mapsEveryKey() throws ConfigException {
    CostsTable read =
        loading
            .toml(
                """
                [costs]
                log_interval = "0s"
                keep_lines = "1d"
                keep_quarters = "48h"
                keep_days = "3650d"
                """)
            .costs();

    assertThat(read)
        .isEqualTo(
            new CostsTable(
                Duration.ZERO, Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(3650)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "log_interval = \"5m\" | log_interval must be 0s, or a length of time from 15m to 31d, not"
            + " \"5m\"",
        "log_interval = 1 | log_interval must be 0s, or a length of time from 15m to 31d, not 1",
        "keep_lines = \"1h\" | keep_lines must be a length of time from 1d to 36500d, not \"1h\"",
        "keep_quarters = \"0s\" | keep_quarters must be a length of time from 1d to 36500d, not"
            + " \"0s\"",
        "keep_days = \"5y\" | keep_days must be a length of time from 1d to 36500d, not \"5y\"",
      })
  void refuses(String line, String message) {
    assertThat(loading.problems("costs." + line)).containsExactly("1: costs." + message);
  }

  @Test
  void refusesToBeMadeWrong() {
    Duration day = Duration.ofDays(1);

    assertThatThrownBy(() -> new CostsTable(Duration.ofMinutes(1), day, day, day))
        .hasMessage("log_interval must be 0s, or a length of time from 15m to 31d, not 1m");
  }
}
