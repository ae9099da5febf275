package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, lengths of time, nearest names and the file that counts. */
class PartsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:50051, 127.0.0.1, 50051",
    "[::1]:0, ::1, 0",
    "host.example:65535, host.example, 65535",
  })
  void readsAddressesAndWritesThemAgain(String text, String host, int port) {
    Address address = Address.parse(text).orElseThrow();

    assertThat(address).isEqualTo(new Address(host, port)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":1",
        "a:",
        "a",
        "a:65536",
        "a:-1",
        "a:1x",
        "::1:5",
        "[::1]",
        "[a]:1",
        "a b:1",
        "http://a:1",
        "u@a:1",
        "a:999999999999",
        "[]:1"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(Address.parse(text)).isEmpty();
  }

  @Test
  void refusesAddressesMadeWrong() {
    assertThatThrownBy(() -> new Address(" ", 1)).hasMessage("host must not be blank");
    assertThatThrownBy(() -> new Address("a", 65_536))
        .hasMessage("port must be 0 to 65535, not 65536");
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "30s, PT30S",
    "2m, PT2M",
    "1h, PT1H",
    "7d, PT168H",
    "0s, PT0S",
    "90s, PT1M30S",
  })
  void readsLengthsOfTime(String text, Duration length) {
    assertThat(Durations.parse(text)).contains(length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "-1s", "1.5s", "1 s", "1S", "1w", "1m30s", "9999999999s"})
  void refusesWhatIsNoLengthOfTime(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void writesLengthsOfTimeInTheirLargestUnit() {
    assertThat(Durations.text(Duration.ofMillis(1500))).isEqualTo("1500ms");
    assertThat(Durations.text(Duration.ofMinutes(2))).isEqualTo("2m");
    assertThat(Durations.text(Duration.ofDays(3))).isEqualTo("3d");
  }

  @ParameterizedTest
  @CsvSource({
    "enabeld, enabled",
    "ENABLED, enabled",
    "strategi, strategy",
    "tempaltes, templates",
  })
  void findsTheNearestName(String slip, String meant) {
    assertThat(Nearest.to(slip, List.of("enabled", "strategy", "templates"))).contains(meant);
  }

  @Test
  void findsNothingNearWhereNothingIs() {
    assertThat(Nearest.to("zzzzzz", List.of("enabled", "strategy"))).isEmpty();
    assertThat(Nearest.to("x".repeat(100_000), List.of("enabled"))).isEmpty();
    assertThat(Nearest.to("a", List.of())).isEmpty();
  }

  @Test
  void takesTheFileOfTheCommandLineFirst() throws Exception {
    Files.writeString(folder.resolve("rung.toml"), "");
    Map<String, String> environment = Map.of("RUNG_CONFIG", "/from/variable.toml");

    assertThat(ConfigFile.find(Optional.of(Path.of("given.toml")), environment, folder))
        .contains(Path.of("given.toml"));
    assertThat(ConfigFile.find(Optional.empty(), environment, folder))
        .contains(Path.of("/from/variable.toml"));
    assertThat(ConfigFile.find(Optional.empty(), Map.of("RUNG_CONFIG", ""), folder))
        .contains(folder.resolve("rung.toml"));
  }

  @Test
  void takesTomlBeforeYamlAndNothingWhereNothingIs() throws Exception {
    assertThat(ConfigFile.find(Optional.empty(), Map.of(), folder)).isEmpty();

    Path yaml = Files.writeString(folder.resolve("rung.yaml"), "");
    assertThat(ConfigFile.find(Optional.empty(), Map.of(), folder)).contains(yaml);

    Path toml = Files.writeString(folder.resolve("rung.toml"), "");
    assertThat(ConfigFile.find(Optional.empty(), Map.of(), folder)).contains(toml);
  }

  @Test
  void refusesAVariableThatIsNoPath() {
    assertThatThrownBy(
            () -> ConfigFile.find(Optional.empty(), Map.of("RUNG_CONFIG", "a\0b"), folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("environment: RUNG_CONFIG must be a path");
  }
}
