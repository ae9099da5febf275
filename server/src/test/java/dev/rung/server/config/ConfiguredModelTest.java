package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Prices;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredModelTest extends SettingsCase {
  private static final String HEAD = "[[models.tier3]]\nname = \"m\"\nprovider = \"openai\"\n";

  @Test
  void hasDefaults() throws ConfigException {
    assertThat(loading.toml(HEAD).models())
        .containsExactly(
            new ConfiguredModel(
                "m",
                Tier.MEDIUM,
                "openai",
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                new Place(folder.resolve("rung.toml").toString(), 1)));
  }

  @Test
  void mapsEveryKey() throws ConfigException {
    ConfiguredModel model =
        loading
            .toml(
                HEAD
                    + """
                    model_id = "vendor/m-1"
                    input_cost_per_million = 2
                    cached_input_cost_per_million = 0.5
                    output_cost_per_million = 10.25
                    latency_ms = 0.5
                    quality = 0.75
                    context_window = 1000
                    max_tokens = 100
                    capabilities = ["chat", "tools"]
                    aliases = ["a", "b"]
                    api_key_env = "OTHER_KEY"
                    requests_per_minute = 500
                    tokens_per_minute = 30000
                    """)
            .models()
            .getFirst();

    assertThat(model)
        .isEqualTo(
            new ConfiguredModel(
                "m",
                Tier.MEDIUM,
                "openai",
                Optional.of("vendor/m-1"),
                Optional.of(new Prices(usd("2"), usd("0.5"), usd("10.25"))),
                false,
                Optional.of(Duration.ofNanos(500_000)),
                Optional.of(0.75),
                Optional.of(1000),
                Optional.of(100),
                Optional.of(Set.of(Capability.CHAT, Capability.TOOLS)),
                List.of("a", "b"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("OTHER_KEY"),
                OptionalInt.of(500),
                OptionalInt.of(30_000),
                model.place()));
  }

  @Test
  void mapsTheKeysOfALocalModel() throws ConfigException {
    ConfiguredModel model =
        loading
            .toml(
                """
                [[models.fallback]]
                name = "mamba"
                provider = "local"
                path = "/checkpoints/mamba"
                precision = "int8"
                """)
            .models()
            .getFirst();

    assertThat(model.tier()).isEqualTo(Tier.LOCAL_FALLBACK);
    assertThat(model.path().orElseThrow()).hasToString("/checkpoints/mamba");
    assertThat(model.precision()).contains(Precision.INT8);
  }

  @Test
  void keepsTheOrderOfTheFileAcrossTiers() throws ConfigException {
    String large = "[[models.tier4]]\nname = \"first\"\nprovider = \"openai\"\n";

    assertThat(loading.toml(large + HEAD).models())
        .extracting(ConfiguredModel::name)
        .containsExactly("first", "m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "model_id = \"\" | model_id must be a text that is not blank, not \"\"",
        "cost_per_1k = 10 | cost_per_1k must be a number from 0 to 9, not 10",
        "unpriced = true | unpriced must be one of allow, not true",
        "latency_ms = -5 | latency_ms must be a number from 0 to 3600000, not -5",
        "quality = 1.5 | quality must be a number from 0 to 1, not 1.5",
        "context_window = 0 | context_window must be a whole number from 1 to 100000000, not 0",
        "max_tokens = \"many\" | max_tokens must be a whole number from 1 to 100000000,"
            + " not \"many\"",
        "capabilities = [\"fly\"] | capabilities must be one of chat, code, tools, vision, json,"
            + " not \"fly\"",
        "capabilities = \"chat\" | capabilities must be a list, not a single value",
        "aliases = [\"auto\"] | aliases must be a name of 1 to 200 visible characters,"
            + " not \"auto\", not \"auto\"",
        "aliases = [\"Auto\"] | aliases must be a name of 1 to 200 visible characters,"
            + " not \"auto\", not \"Auto\"",
        "precision = \"int3\" | precision must be one of auto, f32, bf16, int8, int4, not \"int3\"",
        "api_key_env = \"a b\" | api_key_env must be the name of an environment variable",
        "api_key = \"sk-1\" | api_key must not stand in a file: put it in a variable and name that"
            + " in api_key_env",
        "nmae = \"x\" | ?nmae: did you mean name?",
      })
  void refuses(String line, String message) {
    String expected =
        message.startsWith("?")
            ? "4: unknown key models.tier3." + message.substring(1)
            : "4: models.tier3." + message;

    assertThat(loading.problems(HEAD + line)).containsExactly(expected);
  }

  @Test
  void needsANameAndAProvider() {
    assertThat(loading.problems("[[models.tier1]]\n"))
        .containsExactly(
            "1: models.tier1.name is missing: it must be a name of 1 to 200 visible characters,"
                + " not \"auto\"",
            "1: models.tier1.provider is missing: it must be a text that is not blank");
  }

  @Test
  void needsAWindowThatHoldsItsOutput() {
    assertThat(loading.problems(HEAD + "context_window = 10\nmax_tokens = 11\n"))
        .containsExactly("5: models.tier3.max_tokens must not exceed context_window, 10");
  }

  @Test
  void refusesNamesAndAliasesThatAreTaken() {
    String second = "[[models.tier1]]\nname = \"n\"\nprovider = \"openai\"\naliases = [\"M\"]\n";

    assertThat(loading.problems(HEAD + second))
        .singleElement()
        .asString()
        .startsWith("4: model name or alias \"M\" is taken already, at ")
        .endsWith("rung.toml:1");
  }

  @Test
  void refusesAProviderThatIsNone() {
    assertThat(loading.problems("[[models.tier1]]\nname = \"a\"\nprovider = \"opnai\"\n"))
        .containsExactly(
            "1: provider \"opnai\" of model \"a\" is neither a table of [providers] nor one of"
                + " openai, anthropic, gemini, ollama, replicate, fireworks, together, qwen, glm,"
                + " huggingface, local; did you mean \"openai\"?");
  }

  @Test
  void keepsPathsForLocalModels() {
    assertThat(loading.problems("[[models.tier1]]\nname = \"a\"\nprovider = \"local\"\n"))
        .containsExactly("1: local model \"a\" needs a path");
    assertThat(loading.problems(HEAD + "path = \"a\"\n"))
        .containsExactly("1: path and precision are for local models; \"m\" is of provider openai");
  }

  @Test
  void refusesTiersThatHoldNoModels() {
    assertThat(loading.problems("[[models.tier0]]\nname = \"a\"\n"))
        .containsExactly("1: unknown key models.tier0: did you mean tier1?");
    assertThat(loading.problems("models = {tier1 = [1]}\n"))
        .containsExactly("1: models.tier1 must be a table, not a single value");
  }

  @Test
  void refusesToBeMadeWrong() {
    assertThatThrownBy(() -> made("a b", Optional.empty(), false))
        .hasMessageStartingWith("name must be a name of 1 to 200 visible characters");
    assertThatThrownBy(() -> made("auto", Optional.empty(), false))
        .hasMessageStartingWith("name must be");
    assertThatThrownBy(() -> made("a", Optional.of(Prices.FREE), true))
        .hasMessage("unpriced must not stand beside prices");
  }

  private static ConfiguredModel made(String name, Optional<Prices> prices, boolean unpriced) {
    return new ConfiguredModel(
        name,
        Tier.TINY,
        "openai",
        Optional.empty(),
        prices,
        unpriced,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Place.ENVIRONMENT);
  }

  private static Money usd(String amount) {
    return Money.ofUsd(new BigDecimal(amount));
  }
}
