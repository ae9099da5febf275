package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Strategy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingSettingsTest extends SettingsCase {
  @Test
  void hasDefaults() {
    RoutingSettings routing = RoutingSettings.DEFAULT;

    assertThat(routing.enabled()).isTrue();
    assertThat(routing.strategy()).isEqualTo(Strategy.BALANCED);
    assertThat(routing.offline()).isEqualTo(Offline.NO);
    assertThat(routing.templates()).isTrue();
    assertThat(routing.defaultModel()).isEmpty();
    assertThat(routing.weights()).isEqualTo(new WeightSettings(0.6, 0.4));
    assertThat(routing.gain())
        .isEqualTo(
            new GainSettings(
                new GainSettings.Bounds(0.55, 0),
                new GainSettings.Bounds(1, 0.15),
                new GainSettings.Bounds(0.05, 0)));
  }

  @Test
  void mapsEveryKey() throws ConfigException {
    RoutingSettings routing =
        loading
            .toml(
                """
                [routing]
                enabled = false
                strategy = "prefer-local"
                offline = "strict"
                templates = false
                default_model = "big"

                [routing.weights]
                cost = 1
                latency = 0.25

                [routing.gain]
                balanced = {up_from = 0.4, down_below = 0.1}
                cost_first = {up_from = 0.9, down_below = 0.3}
                quality_first = {up_from = 0.2, down_below = 0.05}
                """)
            .routing();

    assertThat(routing)
        .isEqualTo(
            new RoutingSettings(
                false,
                Strategy.PREFER_LOCAL,
                Offline.STRICT,
                false,
                Optional.of("big"),
                new WeightSettings(1, 0.25),
                new GainSettings(
                    new GainSettings.Bounds(0.4, 0.1),
                    new GainSettings.Bounds(0.9, 0.3),
                    new GainSettings.Bounds(0.2, 0.05))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "enabled = \"yes\"       | routing.enabled must be true or false, not \"yes\"",
        "enabled = 1             | routing.enabled must be true or false, not 1",
        "strategy = 4            | routing.strategy must be one of balanced, quality-first,"
            + " cost-first, prefer-local, local-only, priority, not 4",
        "strategy = \"performance\" | routing.strategy must be one of balanced, quality-first,"
            + " cost-first, prefer-local, local-only, priority, not \"performance\"",
        "strategy = \"ab\"       | routing.strategy must be one of balanced, quality-first,"
            + " cost-first, prefer-local, local-only, priority, not \"ab\"",
        "offline = false         | routing.offline must be one of no, yes, strict, not false",
        "offline = \"maybe\"     | routing.offline must be one of no, yes, strict, not \"maybe\"",
        "templates = \"\"        | routing.templates must be true or false, not \"\"",
        "default_model = \" \"   | routing.default_model must be a text that is not blank, not \" \"",
        "weights.cost = 1.5      | routing.weights.cost must be a number from 0 to 1, not 1.5",
        "weights.latency = -1    | routing.weights.latency must be a number from 0 to 1, not -1",
        "weights.latency = nan   | routing.weights.latency must be a number from 0 to 1, not NaN",
        "weights = {cost = 0, latency = 0} | routing.weights.cost and latency must not both be 0",
        "gain.balanced.up_from = 2 |"
            + " routing.gain.balanced.up_from must be a number from 0 to 1, not 2",
        "gain.cost_first = {up_from = 0.2, down_below = 0.3} |"
            + " routing.gain.cost_first.down_below must be at most up_from",
        "wieghts.cost = 1        | unknown key routing.wieghts: did you mean weights?",
      })
  void refuses(String line, String message) {
    assertThat(loading.problems("[routing]\n" + line)).containsExactly("2: " + message);
  }

  @Test
  void refusesADefaultModelThatIsNotConfigured() {
    String model = "[[models.tier2]]\nname = \"small\"\nprovider = \"ollama\"\n";

    assertThat(loading.problems("[routing]\ndefault_model = \"smal\"\n" + model))
        .containsExactly(
            "2: routing.default_model \"smal\" is no configured model; did you mean small?");
    assertThat(loading.problems("[routing]\ndefault_model = \"SMALL\"\n" + model)).isEmpty();
  }

  @Test
  void leavesTheDefaultModelOpenWhereModelsAreFound() {
    assertThat(loading.problems("[routing]\ndefault_model = \"llama3.1:8b\"\n")).isEmpty();
  }

  @Test
  void refusesToBeMadeWrong() {
    assertThatThrownBy(() -> new WeightSettings(2, 0))
        .hasMessage("cost must be a number from 0 to 1, not 2.0");
    assertThatThrownBy(() -> new WeightSettings(0, 0))
        .hasMessage("cost and latency must not both be 0");
    assertThatThrownBy(() ->
            new RoutingSettings(
                true,
                Strategy.BALANCED,
                Offline.NO,
                true,
                Optional.of(""),
                WeightSettings.DEFAULT,
                GainSettings.DEFAULT))
        .hasMessageStartingWith("default_model must be a text that is not blank");
    assertThatThrownBy(() -> new GainSettings.Bounds(0.1, 0.2))
        .hasMessage("down_below must be at most up_from");
  }
}
