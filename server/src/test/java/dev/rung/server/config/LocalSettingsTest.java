package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LocalSettingsTest extends SettingsCase {

  @Test
  void hasDefaults() throws ConfigException {
    LocalSettings local = loading.toml("").local();

    assertThat(local.device()).isEqualTo(LocalSettings.Device.AUTO);
    assertThat(local.precision()).isEqualTo(Precision.AUTO);
    assertThat(local.threads()).isZero();
    assertThat(local.load()).isEqualTo(LocalSettings.Load.EAGER);
    assertThat(local.engineDir()).isEmpty();
    assertThat(local.maxSequences()).isEqualTo(8);
    assertThat(local.maxWaiting()).isEqualTo(64);
    assertThat(local.cacheBytes()).isEqualTo(2_147_483_648L);
    assertThat(local.longestAnswer()).isEqualTo(Duration.ofMinutes(2));
    assertThat(local.prefillTokens()).isEqualTo(128);
  }

  @Test
  void mapsEveryKey() throws ConfigException {
    LocalSettings local =
        loading
            .toml(
                """
                [local]
                device = "cpu"
                precision = "int8"
                threads = 3
                load = "lazy"
                engine_dir = "/var/engine"
                max_sequences = 4
                max_waiting = 5
                cache_bytes = 1048576
                longest_answer = "30s"
                prefill_tokens = 64
                """)
            .local();

    assertThat(local)
        .isEqualTo(
            new LocalSettings(
                LocalSettings.Device.CPU,
                Precision.INT8,
                3,
                LocalSettings.Load.LAZY,
                Optional.of(Path.of("/var/engine")),
                4,
                5,
                1_048_576,
                Duration.ofSeconds(30),
                64));
  }

  @ParameterizedTest
  @EnumSource(names = "INT4", mode = EnumSource.Mode.EXCLUDE)
  void takesEachPrecisionByItsName(Precision precision) throws ConfigException {
    String text = "[local]\nprecision = \"%s\"\n".formatted(precision.label());

    assertThat(loading.toml(text).local().precision()).isEqualTo(precision);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "device = \"tpu\"        | device must be one of auto, cpu, gpu, not \"tpu\"",
        "precision = \"int4\"    | precision must be one of auto, f32, bf16, int8, not \"int4\"",
        "precision = 8           | precision must be one of auto, f32, bf16, int8, not 8",
        "threads = -1            | threads must be a whole number from 0 to 1024, not -1",
        "load = \"never\"        | load must be one of eager, lazy, not \"never\"",
        "max_sequences = 0       | max_sequences must be a whole number from 1 to 256, not 0",
        "max_waiting = 0         | max_waiting must be a whole number from 1 to 100000, not 0",
        "cache_bytes = 1         | cache_bytes must be a whole number from 1048576 to"
            + " 17592186044416, not 1",
        "longest_answer = \"0s\" | longest_answer must be a length of time from 1s to 1d, not \"0s\"",
        "prefill_tokens = 0      | prefill_tokens must be a whole number from 1 to 65536, not 0",
      })
  void refuses(String line, String message) {
    assertThat(loading.problems("[local]\n" + line)).containsExactly("2: local." + message);
  }
}
