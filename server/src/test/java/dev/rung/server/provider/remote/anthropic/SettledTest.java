package dev.rung.server.provider.remote.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Sampling;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.remote.Calls;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettledTest {
  private static final String OLD = "2023-06-01";

  @ParameterizedTest
  @CsvSource({
    "claude-3-5-sonnet-20241022, 3.5, true",
    "claude-sonnet-4-20250514, 4.0, true",
    "claude-opus-4-1-20250805, 4.1, true",
    "claude-haiku-4-5, 4.5, true",
    "anthropic/claude-opus-4.7, 4.7, true",
    "claude-opus-5, 5.0, true",
    "claude-sonnet-5-5, 5.5, false",
    "claude-haiku-5-5, 5.5, true",
    "claude-fable-5, 5.0, true",
    "claude-fable-5-1, 5.1, false",
    "Claude-Next, 99.0, false",
    "glm-4.5, 0.0, true",
  })
  void readsTheGenerationOutOfTheId(String id, double generation, boolean forcedTools) {
    assertThat(Claude.of(id)).isEqualTo(new Claude(generation, forcedTools));
  }

  @ParameterizedTest
  @CsvSource({
    "claude-3-5-sonnet-20241022, 2023-06-01, true, true",
    "claude-sonnet-4-5, 2023-06-01, true, false",
    "claude-opus-4-7, 2023-06-01, false, false",
    "claude-sonnet-5-5, 2023-06-01, false, false",
    "claude-3-5-sonnet-20241022, 2026-10-21, false, false",
    "claude-sonnet-4-5, 2027-01-01, false, false",
    "some-other-model, 2023-06-01, true, true",
  })
  void sendsOnlyTheSamplingThatModelAndVersionTake(
      String model, String version, boolean temperature, boolean topP) {
    Settled settled = settled(model, version, 0.5, 0.9);

    assertThat(settled.temperature().isPresent()).isEqualTo(temperature);
    assertThat(settled.topP().isPresent()).isEqualTo(topP);
    assertThat(settled.notes()).hasSize((temperature ? 0 : 1) + (topP ? 0 : 1));
  }

  @Test
  void saysWhatItLeftOutOrChanged() {
    assertThat(settled("claude-sonnet-4-5", OLD, 1.5, 0.9).notes())
        .containsExactly(
            "temperature was lowered to 1, the highest that model takes",
            "top_p was left out: model does not take it beside temperature");
    assertThat(settled("claude-opus-5", OLD, 0.5, 0.9).notes())
        .containsExactly(
            "temperature was left out: model does not take it",
            "top_p was left out: model does not take it");
    assertThat(seeded().notes()).containsExactly("seed was left out: model does not take it");
  }

  @Test
  void sendsTopPWhereItStandsAlone() {
    Sampling sampling =
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(0.9),
            OptionalLong.empty(),
            List.of());

    assertThat(settled("claude-sonnet-4-5", OLD, sampling).topP()).hasValue(0.9);
  }

  private static Settled seeded() {
    return settled(
        "claude-haiku-4-5",
        OLD,
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.of(7),
            List.of()));
  }

  private static Settled settled(String model, String version, double temperature, double topP) {
    return settled(
        model,
        version,
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.of(temperature),
            OptionalDouble.of(topP),
            OptionalLong.empty(),
            List.of()));
  }

  private static Settled settled(String model, String version, Sampling sampling) {
    Call call = Calls.to(model, Calls.call(Prompt.ofUser("Hi"), sampling, false));
    return Settled.of(call, Claude.of(model), version);
  }
}
