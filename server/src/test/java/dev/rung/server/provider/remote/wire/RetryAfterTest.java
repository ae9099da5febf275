package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "retry-after, 3, PT3S",
    "retry-after, 0.5, PT0.5S",
    "retry-after, 0, PT0S",
    "retry-after, 'Fri, 20 Nov 2026 10:00:30 GMT', PT30S",
    "retry-after, 'Fri, 20 Nov 2026 09:00:00 GMT', PT0S",
    "retry-after, 'Friday, 20-Nov-26 10:00:30 GMT', PT30S",
    "retry-after, 'Fri Nov 20 10:00:30 2026', PT30S",
    "retry-after, 'Sun Nov  1 10:00:30 2026', PT0S",
    "retry-after, 999999999, PT24H",
    "retry-after-ms, 1500, PT1.5S",
    "retry-after-ms, 12.5, PT0.0125S",
    "x-ratelimit-reset-requests, 6m0s, PT6M",
    "x-ratelimit-reset-requests, 12ms, PT0.012S",
    "x-ratelimit-reset-tokens, 1h2m3.5s, PT1H2M3.5S",
    "x-ratelimit-reset-tokens, 250µs, PT0.00025S",
    "x-ratelimit-reset-tokens, 8.64s, PT8.64S",
    "x-ratelimit-reset-tokens, 60, PT60S",
    "x-ratelimit-reset-requests, 2026-11-20T10:00:05Z, PT5S",
    "x-ratelimit-reset-requests, 1795168807, PT7S",
    "x-ratelimit-reset-requests, 1795168809000, PT9S",
    "anthropic-ratelimit-requests-reset, 2026-11-20T10:00:05Z, PT5S",
    "anthropic-ratelimit-output-tokens-reset, 2026-11-20T11:00:05+01:00, PT5S",
    "anthropic-ratelimit-tokens-reset, 2026-11-20T09:00:00Z, PT0S"
  })
  void readsEveryForm(String header, String value, Duration expected) {
    assertThat(wait(Map.of(header, value))).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "soon", "NaN", "5x", "s", "6m0", "1e", "--", "Fri, 20 Nov"})
  void saysNothingWhereTheHeaderMakesNoSense(String value) {
    assertThat(wait(Map.of("retry-after", value, "x-ratelimit-reset-requests", "-" + value)))
        .isEmpty();
  }

  @Test
  void believesNoDurationOfYears() {
    assertThat(RetryAfter.goDuration("9999999999h")).contains(Duration.ofDays(1));
  }

  @Test
  void prefersMillisecondsToSecondsToResets() {
    assertThat(
            wait(
                Map.of(
                    "retry-after-ms", "100", "retry-after", "2", "x-ratelimit-reset-tokens", "5s")))
        .contains(Duration.ofMillis(100));
    assertThat(wait(Map.of("retry-after", "2", "x-ratelimit-reset-tokens", "5s")))
        .contains(Duration.ofSeconds(2));
  }

  @Test
  void waitsForWhatIsUsedUpOnly() {
    Map<String, String> headers =
        Map.of(
            "x-ratelimit-remaining-requests", "59",
            "x-ratelimit-reset-requests", "9m",
            "x-ratelimit-remaining-tokens", "0",
            "x-ratelimit-reset-tokens", "7s");

    assertThat(wait(headers)).contains(Duration.ofSeconds(7));
  }

  @Test
  void waitsForWhatIsUsedUpAtAnthropicOnly() {
    Map<String, String> headers =
        Map.of(
            "anthropic-ratelimit-requests-remaining", "49",
            "anthropic-ratelimit-requests-reset", "2026-11-20T10:09:00Z",
            "anthropic-ratelimit-input-tokens-remaining", "0",
            "anthropic-ratelimit-input-tokens-reset", "2026-11-20T10:00:40Z");

    assertThat(wait(headers)).contains(Duration.ofSeconds(40));
    assertThat(wait(Map.of("anthropic-ratelimit-tokens-reset", "soon"))).isEmpty();
  }

  @Test
  void waitsForTheLaterOfTwo() {
    assertThat(wait(Map.of("x-ratelimit-reset-requests", "2s", "x-ratelimit-reset-tokens", "1m")))
        .contains(Duration.ofMinutes(1));
  }

  private static Optional<Duration> wait(Map<String, String> headers) {
    return RetryAfter.of(name -> Optional.ofNullable(headers.get(name)), NOW);
  }
}
