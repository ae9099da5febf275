package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.Allowance.Refill;
import dev.rung.server.provider.Allowance.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What headers say is left of limits. */
class RateHeadersTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private static List<Allowance> read(RateHeaders dialect, Map<String, String> headers) {
    return dialect.read(name -> Optional.ofNullable(headers.get(name)), NOW);
  }

  private static Allowance allowance(
      Unit unit, long limit, long remaining, Duration reset, Refill refill) {
    return new Allowance(unit, OptionalLong.of(limit), remaining, reset, refill);
  }

  @Test
  void readsThoseOfOpenAi() {
    Map<String, String> headers =
        Map.of(
            "x-ratelimit-limit-requests", "5000",
            "x-ratelimit-remaining-requests", "4999",
            "x-ratelimit-reset-requests", "12ms",
            "x-ratelimit-limit-tokens", "160000",
            "x-ratelimit-remaining-tokens", "0",
            "x-ratelimit-reset-tokens", "1m30s");

    assertThat(read(RateHeaders.OPENAI, headers))
        .containsExactly(
            allowance(Unit.REQUESTS, 5000, 4999, Duration.ofMillis(12), Refill.STEADY),
            allowance(Unit.TOKENS, 160_000, 0, Duration.ofSeconds(90), Refill.STEADY));
  }

  @Test
  void readsThoseOfAnthropic() {
    Map<String, String> headers =
        Map.of(
            "anthropic-ratelimit-requests-limit", "50",
            "anthropic-ratelimit-requests-remaining", "49",
            "anthropic-ratelimit-requests-reset", "2026-11-20T10:00:01Z",
            "anthropic-ratelimit-output-tokens-limit", "8000",
            "anthropic-ratelimit-output-tokens-remaining", "7000",
            "anthropic-ratelimit-output-tokens-reset", "2026-11-20T11:00:07+01:00");

    assertThat(read(RateHeaders.ANTHROPIC, headers))
        .containsExactly(
            allowance(Unit.REQUESTS, 50, 49, Duration.ofSeconds(1), Refill.STEADY),
            allowance(Unit.OUTPUT_TOKENS, 8000, 7000, Duration.ofSeconds(7), Refill.STEADY));
  }

  @Test
  void readsThoseOfFireworksWhichHaveNoReset() {
    Map<String, String> headers =
        Map.of(
            "x-ratelimit-limit-tokens-prompt", "3600000",
            "x-ratelimit-remaining-tokens-prompt", "3599990");

    assertThat(read(RateHeaders.FIREWORKS, headers))
        .containsExactly(
            allowance(
                Unit.INPUT_TOKENS, 3_600_000, 3_599_990, Duration.ofMinutes(1), Refill.STEADY));
  }

  @Test
  void readsThoseOfTogether() {
    Map<String, String> headers =
        Map.of(
            "x-ratelimit-limit", "10",
            "x-ratelimit-remaining", "9",
            "x-ratelimit-reset", "0.5");

    assertThat(read(RateHeaders.TOGETHER, headers))
        .containsExactly(allowance(Unit.REQUESTS, 10, 9, Duration.ofMillis(500), Refill.AT_RESET));
  }

  @Test
  void goesByTogethersDynamicLimitsWhereTheyAreTold() {
    Map<String, String> headers =
        Map.of(
            "x-ratelimit-limit", "1",
            "x-ratelimit-remaining", "0",
            "x-ratelimit-reset", "1",
            "x-ratelimit-limit-dynamic", "12",
            "x-ratelimit-remaining-dynamic", "7",
            "x-tokenlimit-limit", "3000",
            "x-tokenlimit-remaining", "0");

    assertThat(read(RateHeaders.TOGETHER, headers))
        .containsExactly(
            allowance(Unit.REQUESTS, 12, 7, Duration.ofSeconds(1), Refill.AT_RESET),
            allowance(Unit.TOKENS, 3000, 0, Duration.ofSeconds(1), Refill.AT_RESET));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"api\";r=489;t=189 | \"fixed\";q=9;w=1, \"api\";q=500;w=300",
        "\"day\";r=700;t=9, \"api\" ;r=489; t=189 | \"api\";q=500, \"day\";q=1000",
        "limit=500, remaining=489, reset=189 | ''",
      })
  void readsTheStandardOnes(String limit, String policy) {
    Map<String, String> headers = Map.of("ratelimit", limit, "ratelimit-policy", policy);

    assertThat(read(RateHeaders.STANDARD, headers))
        .containsExactly(
            allowance(Unit.REQUESTS, 500, 489, Duration.ofSeconds(189), Refill.AT_RESET));
  }

  @Test
  void readsTheStandardOnesEachByItself() {
    Map<String, String> headers =
        Map.of(
            "ratelimit-limit", "500, 500;w=300",
            "ratelimit-remaining", "489",
            "ratelimit-reset", "189");

    assertThat(read(RateHeaders.STANDARD, headers))
        .containsExactly(
            allowance(Unit.REQUESTS, 500, 489, Duration.ofSeconds(189), Refill.AT_RESET));
  }

  @ParameterizedTest
  @CsvSource({
    "30, PT30S",
    "1763632830000, PT0S",
    "1795168830, PT30S",
    "1795168830500, PT30S",
    "2026-11-20T10:00:30Z, PT30S",
    "1h30m, PT1H30M",
    "1e300, PT24H",
    "9999999999999999, PT24H",
    "2999-01-01T00:00:00Z, PT24H",
  })
  void takesAResetInAnyForm(String reset, Duration expected) {
    assertThat(RetryAfter.reset(reset, NOW)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "NaN", "soon", "5x", "1e", ";", "0x10", "2026-13-01T00:00:00Z"})
  void believesNothingThatMakesNoSense(String value) {
    Map<String, String> badReset =
        Map.of("x-ratelimit-remaining-requests", "1", "x-ratelimit-reset-requests", value);
    Map<String, String> badRemaining =
        Map.of("x-ratelimit-remaining-requests", value, "x-ratelimit-reset-requests", "1s");

    assertThat(read(RateHeaders.OPENAI, badReset)).isEmpty();
    assertThat(read(RateHeaders.OPENAI, badRemaining)).isEmpty();
    assertThat(read(RateHeaders.STANDARD, Map.of("ratelimit", "\"a\";r=" + value + ";t=1")))
        .isEmpty();
    assertThat(read(RateHeaders.STANDARD, Map.of("ratelimit", value))).isEmpty();
  }

  @Test
  void believesNoNumberOrHeaderOfAnyLength() {
    String nines = "9".repeat(100_000);

    assertThat(
            read(
                RateHeaders.OPENAI,
                Map.of(
                    "x-ratelimit-remaining-requests", nines,
                    "x-ratelimit-reset-requests", nines,
                    "ratelimit", "r=1;t=1;" + nines)))
        .isEmpty();
  }

  @Test
  void ignoresALimitOfNothing() {
    Map<String, String> headers =
        Map.of(
            "x-ratelimit-limit-requests", "0",
            "x-ratelimit-remaining-requests", "3",
            "x-ratelimit-reset-requests", "1s");

    assertThat(read(RateHeaders.OPENAI, headers))
        .containsExactly(
            new Allowance(
                Unit.REQUESTS, OptionalLong.empty(), 3, Duration.ofSeconds(1), Refill.STEADY));
  }
}
