package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables in values, and variables in place of values. */
class EnvironmentTest extends SettingsCase {
  @Test
  void overridesWhatTheFileSays() throws ConfigException {
    Configuration read =
        loading.toml(
            "[routing]\nenabled = true\nstrategy = \"priority\"\n",
            Map.of(
                "RUNG_ROUTING_ENABLED", "false",
                "RUNG_ROUTING_WEIGHTS_COST", "0.25",
                "RUNG_SERVER_GRPC_ADDRESS", "0.0.0.0:9",
                "RUNG_SERVER_MAX_REQUESTS_IN_FLIGHT", "12",
                "RUNG_TIERS_TIER4_MAX_TOKENS", "99",
                "RUNG_ROUTING_OFFLINE", "strict"));

    assertThat(read.routing().enabled()).isFalse();
    assertThat(read.routing().strategy()).isEqualTo(Strategy.PRIORITY);
    assertThat(read.routing().weights().cost()).isEqualTo(0.25);
    assertThat(read.routing().offline()).isEqualTo(Offline.STRICT);
    assertThat(read.server().grpcAddress()).hasToString("0.0.0.0:9");
    assertThat(read.server().maxRequestsInFlight()).isEqualTo(12);
    assertThat(read.tier(Tier.LARGE).maxTokens()).isEqualTo(99);
  }

  @Test
  void overridesAlsoWhatIsWrongInTheFile() throws ConfigException {
    assertThat(loading.toml("[log]\nlevel = 3\n", Map.of("RUNG_LOG_LEVEL", "debug")).log().level())
        .isEqualTo(LogSettings.Level.DEBUG);
  }

  @Test
  void overridesTheSettingsOfAProviderByItsName() throws ConfigException {
    Configuration read =
        loading.toml(
            "[providers.my-vllm]\nkind = \"openai\"\n",
            Map.of("RUNG_PROVIDERS_MY_VLLM_API_KEY_ENV", "VLLM_KEY"));

    assertThat(Loading.provider(read, "my-vllm").keys())
        .extracting(ConfiguredKey::name)
        .containsExactly("VLLM_KEY");
  }

  @Test
  void saysWhichVariableIsWrong() {
    assertThat(
            loading.problems(
                "",
                Map.of(
                    "RUNG_ROUTING_ENABLED", "no",
                    "RUNG_SERVER_MAX_MESSAGE_BYTES", "many",
                    "RUNG_ROUTING_WEIGHTS_COST", "NaN")))
        .containsExactlyInAnyOrder(
            "environment: RUNG_ROUTING_ENABLED must be true or false, not \"no\"",
            "environment: RUNG_SERVER_MAX_MESSAGE_BYTES must be a whole number from 1024 to"
                + " 1073741824, not \"many\"",
            "environment: RUNG_ROUTING_WEIGHTS_COST must be a number from 0 to 1, not \"NaN\"");
  }

  @Test
  void refusesUnknownVariablesAndNamesTheNearest() {
    assertThat(
            loading.problems(
                "", Map.of("RUNG_ROUTING_ENABELD", "false", "RUNG_COMPLETELY_ELSE", "x")))
        .containsExactlyInAnyOrder(
            "environment: unknown variable RUNG_ROUTING_ENABELD:"
                + " did you mean RUNG_ROUTING_ENABLED?",
            "environment: unknown variable RUNG_COMPLETELY_ELSE");
    assertThat(loading.problems("", Map.of("RUNG_SERVER_GRPC_PORT", "9")))
        .singleElement()
        .asString()
        .startsWith("environment: unknown variable RUNG_SERVER_GRPC_PORT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RUNG_CONFIG=/etc/rung.toml",
        "RUNG_HOME=/opt/rung",
        "RUNG_JAVA_HOME=/jdk",
        "RUNG_JAVA_OPTS=-Xmx1g",
        "RUNG_SERVICE_HOST=10.0.0.1",
        "RUNG_SERVICE_PORT=50051",
        "RUNG_SERVICE_PORT_GRPC=50051",
        "RUNG_PORT=tcp://10.0.0.1:50051",
        "RUNG_ADMIN_PORT_50052_TCP_ADDR=10.0.0.1",
        "RUNG_LATER=",
        "OTHER=x",
      })
  void leavesVariablesAloneThatAreNoSettings(String assignment) {
    int equals = assignment.indexOf('=');
    Map<String, String> environment =
        Map.of(assignment.substring(0, equals), assignment.substring(equals + 1));

    assertThat(loading.problems("", environment)).isEmpty();
  }

  @Test
  void leavesVariablesAloneThatASettingNames() {
    Map<String, String> environment = Map.of("RUNG_CACHE_KEY", "a key", "RUNG_TOGETHER", "another");

    assertThat(
            loading.problems(
                """
                [cache]
                encryption_key_env = "RUNG_CACHE_KEY"
                [providers.together]
                api_key_env = "RUNG_TOGETHER"
                """,
                environment))
        .isEmpty();
  }

  @Test
  void takesAnEmptyVariableAsNotSet() throws ConfigException {
    Configuration read =
        loading.toml("[routing]\nenabled = false\n", Map.of("RUNG_ROUTING_ENABLED", ""));

    assertThat(read.routing().enabled()).isFalse();
  }

  @Test
  void putsVariablesIntoTexts() throws ConfigException {
    Configuration read =
        loading.toml(
            """
            [routing]
            default_model = "${FAMILY}-${SIZE:-mini}$${x} $5"
            [tiers.tier1]
            max_tokens = "${TOKENS}"
            system_prompt = "${EMPTY:-}no ${EMPTY:-a:-b}"
            """,
            Map.of("FAMILY", "gpt", "TOKENS", "77", "EMPTY", ""));

    assertThat(read.routing().defaultModel()).contains("gpt-mini${x} $5");
    assertThat(read.tier(Tier.TINY).maxTokens()).isEqualTo(77);
    assertThat(read.tier(Tier.TINY).systemPrompt()).contains("no a:-b");
  }

  @Test
  void putsVariablesIntoLists() throws ConfigException {
    Configuration read =
        loading.toml(
            "[[models.tier1]]\nname = \"a\"\nprovider = \"ollama\"\naliases = [\"${X}\"]\n",
            Map.of("X", "from-variable"));

    assertThat(read.models().getFirst().aliases()).containsExactly("from-variable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${UNSET}", "${UNSET", "${}", "${1A}", "${A B}", "a${UNSET}b"})
  void refusesReferencesThatLeadNowhere(String text) {
    assertThat(loading.problems("[routing]\n\ndefault_model = \"" + text + "\"\n"))
        .singleElement()
        .asString()
        .startsWith("3: ")
        .contains("${");
  }

  @Test
  void namesTheVariableThatIsNotSet() {
    assertThat(loading.problems("[log]\nlevel = \"${LOG_LEVEL}\"\n"))
        .containsExactly(
            "2: environment variable LOG_LEVEL is not set: set it, or write ${LOG_LEVEL:-default}");
  }

  @Test
  void showsNoValueThatAVariableBroughtIn() {
    assertThat(loading.problems("[log]\nlevel = \"${KEY}\"\n", Map.of("KEY", "sk-secret")))
        .singleElement()
        .asString()
        .contains("not \"${KEY}\"")
        .doesNotContain("sk-secret");
  }

  @Test
  void refusesAReferenceInADefault() {
    assertThat(loading.problems("[routing]\ndefault_model = \"${A:-${B}}\"\n"))
        .containsExactly("2: a default must not hold a reference: \"${A:-${B}}\"");
    assertThat(loading.problems("[routing]\ndefault_model = \"${A:-${B}}\"\n", Map.of("A", "a")))
        .hasSize(1);
  }
}
