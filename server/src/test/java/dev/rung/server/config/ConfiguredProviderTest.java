package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.provider.KeySource;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Timeouts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredProviderTest extends SettingsCase {
  @Test
  void hasDefaults() throws ConfigException {
    ConfiguredProvider openai = loading.toml("[providers.openai]\n").providers().get("openai");

    assertThat(openai)
        .isEqualTo(
            new ConfiguredProvider(
                "openai",
                ProviderKind.OPENAI,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Timeouts.DEFAULT,
                ProviderSettings.DEFAULT_MAX_RESPONSE_BYTES,
                ConfiguredTransport.DEFAULT,
                new Place(folder.resolve("rung.toml").toString(), 1)));
  }

  @Test
  void mayHaveDotsInItsName() throws ConfigException {
    Configuration read =
        loading.toml(
            """
            [providers."my.vllm"]
            kind = "openai"
            base_url = "http://127.0.0.1:8000/v1"
            """);

    assertThat(read.providers().get("my.vllm"))
        .extracting(ConfiguredProvider::name)
        .isEqualTo("my.vllm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a b", "a\\nb"})
  void needsAVisibleName(String name) {
    assertThat(loading.problems("[providers.\"" + name + "\"]\nkind = \"openai\"\n"))
        .containsExactly("1: a provider needs a name of 1 to 200 visible characters");
  }

  @Test
  void isOfNoKindByTheEndOfItsName() {
    assertThat(loading.problems("[providers.\"my.openai\"]\n"))
        .singleElement()
        .asString()
        .startsWith("1: providers.my.openai.kind is missing");
  }

  @Test
  void mapsEveryKey() throws ConfigException {
    ConfiguredProvider vllm =
        loading
            .toml(
                """

                [providers.my-vllm]
                kind = "openai"
                base_url = "https://vllm.example:8443/v1//"
                api_key_env = "VLLM_KEY"
                connect_timeout = "1s"
                first_byte_timeout = "2s"
                idle_timeout = "3s"
                max_response_bytes = 4096
                """)
            .providers()
            .get("my-vllm");

    assertThat(vllm)
        .isEqualTo(
            new ConfiguredProvider(
                "my-vllm",
                ProviderKind.OPENAI,
                Optional.of(URI.create("https://vllm.example:8443/v1")),
                List.of(new ConfiguredKey("VLLM_KEY", new KeySource.Variable("VLLM_KEY"), 1)),
                Optional.empty(),
                new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)),
                4096,
                ConfiguredTransport.DEFAULT,
                new Place(folder.resolve("rung.toml").toString(), 2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "kind = \"opnai\" | kind must be one of openai, anthropic, gemini, ollama, replicate,"
            + " fireworks, together, qwen, glm, huggingface, local, not \"opnai\"",
        "base_url = \"ftp://a\"   | base_url must be an http or https URL without user, query and"
            + " fragment",
        "base_url = \"localhost:1\" | base_url must be an http or https URL without user, query and"
            + " fragment",
        "base_url = \"https://user:secret@a\" | base_url must be an http or https URL without user,"
            + " query and fragment",
        "base_url = \"https://a/?key=secret\" | base_url must be an http or https URL without user,"
            + " query and fragment",
        "base_url = \"https://a/#b\" | base_url must be an http or https URL without user, query and"
            + " fragment",
        "base_url = \"https:// a\" | base_url must be an http or https URL without user, query and"
            + " fragment",
        "api_key_env = \"sk-secret\" | api_key_env must be the name of an environment variable",
        "api_key = \"sk-secret\" | api_key must not stand in a file: put it in a variable and name"
            + " that in api_key_env, or in a file of its own and name that in api_key_file",
        "connect_timeout = \"0ms\" | connect_timeout must be a length of time from 1ms to 1h, not"
            + " \"0ms\"",
        "first_byte_timeout = \"2d\" | first_byte_timeout must be a length of time from 1ms to 1h,"
            + " not \"2d\"",
        "idle_timeout = true | idle_timeout must be a length of time from 1ms to 1h, not true",
        "max_response_bytes = 1 | max_response_bytes must be a whole number from 1024 to"
            + " 1073741824, not 1",
      })
  void refuses(String line, String message) {
    assertThat(loading.problems("[providers.openai]\n" + line))
        .containsExactly("2: providers.openai." + message);
  }

  @Test
  void needsAKindWhereTheNameIsNone() {
    assertThat(loading.problems("[providers.mine]\n"))
        .containsExactly(
            "1: providers.mine.kind is missing: it must be one of openai, anthropic, gemini,"
                + " ollama, replicate, fireworks, together, qwen, glm, huggingface, local");
  }

  @Test
  void refusesAPlaceForWhatIsInThisProcess() {
    assertThat(loading.problems("[providers.local]\nbase_url = \"http://a\"\n"))
        .containsExactly("2: providers.local.base_url means nothing for kind \"local\"");
    assertThat(loading.problems("[providers.local]\napi_key_env = \"A\"\n"))
        .containsExactly("2: providers.local.api_key_env means nothing for kind \"local\"");
  }

  @Test
  void refusesProvidersThatShareTheirVariables() {
    assertThat(
            loading.problems(
                "[providers.a-b]\nkind = \"openai\"\n[providers.a_b]\nkind = \"openai\"\n"))
        .containsExactly("3: providers \"a-b\" and \"a_b\" differ too little");
  }

  @Test
  void isMadeByVariablesAlone() throws ConfigException {
    Configuration read =
        Loading.environment(Map.of("RUNG_PROVIDERS_OLLAMA_BASE_URL", "http://10.0.0.1:11434"));

    assertThat(Loading.provider(read, "ollama").baseUrl())
        .contains(URI.create("http://10.0.0.1:11434"));
  }

  @Test
  void asksAnthropicForAVersionOfItsInterface() throws ConfigException {
    Configuration read = loading.toml("[providers.anthropic]\napi_version = \"2026-10-21\"\n");

    assertThat(Loading.provider(read, "anthropic").apiVersion()).contains("2026-10-21");
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic, latest, api_version must be a date",
    "anthropic, 2026-13-01, api_version must be a date",
    "openai, 2026-10-21, api_version means nothing but for kind",
  })
  void refusesAVersionThatIsNone(String kind, String version, String problem) {
    assertThatThrownBy(
            () -> loading.toml("[providers." + kind + "]\napi_version = \"" + version + "\"\n"))
        .hasMessageContaining(problem);
  }

  @Test
  void refusesToBeMadeWrong() {
    assertThatThrownBy(() -> new ConfiguredKey("a", new KeySource.Variable("sk-secret"), 1))
        .hasMessage("env must be the name of an environment variable");
  }
}
