package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderKind;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  private static final String DOCUMENTED =
      """
      [routing]
      enabled = true
      strategy = "balanced"
      offline = "no"
      templates = true

      [server]
      grpc_address = "127.0.0.1:50051"

      [providers.openai]
      kind = "openai"
      base_url = "http://127.0.0.1:9100/v1"
      api_key_env = "OPENAI_API_KEY"

      [[models.tier2]]
      name = "mistral-7b"
      provider = "together"
      model_id = "mistralai/Mistral-7B-Instruct-v0.3"
      input_cost_per_million = 0.2
      output_cost_per_million = 0.2
      latency_ms = 900
      context_window = 32768
      max_tokens = 4096
      capabilities = ["chat", "code", "tools", "vision", "json"]
      aliases = ["mistral"]

      [[models.tier1]]
      name = "phi-2"
      provider = "local"
      path = "models/phi-2"
      precision = "auto"

      [[models.fallback]]
      name = "falcon-mamba-7b"
      provider = "local"
      path = "models/falcon-mamba-7b"
      """;

  @TempDir Path folder;
  private Loading loading;

  @BeforeEach
  void useFolder() {
    loading = new Loading(folder);
  }

  @Test
  void givesDefaultsWithoutFileAndVariables() throws ConfigException {
    Configuration read = Loading.environment(Map.of());

    assertThat(read)
        .isEqualTo(
            new Configuration(
                RoutingSettings.DEFAULT,
                DifficultySettings.DEFAULT,
                ServerSettings.DEFAULT,
                Map.of(),
                List.of(),
                read.tiers(),
                ConfiguredBudget.DEFAULT,
                CacheSettings.DEFAULT,
                LogSettings.DEFAULT,
                TemplateSettings.DEFAULT,
                DiscoverySettings.DEFAULT,
                LocalSettings.DEFAULT,
                GuardTable.DEFAULT,
                KeySettings.DEFAULT,
                new StoreTable(Optional.empty()),
                FeedbackTable.DEFAULT,
                AuthTable.DEFAULT,
                Map.of(),
                CostsTable.DEFAULT,
                Optional.empty()));
    assertThat(read.tiers()).hasSize(5).containsValue(TierSettings.DEFAULT);
    assertThat(read.discovers()).isTrue();
  }

  @Test
  void readsTheDocumentedShape() throws ConfigException {
    Configuration read = loading.toml(DOCUMENTED);

    assertThat(read.routing().strategy()).isEqualTo(Strategy.BALANCED);
    assertThat(read.providers().get("openai"))
        .satisfies(openai -> {
          assertThat(openai.kind()).isEqualTo(ProviderKind.OPENAI);
          assertThat(openai.baseUrl()).contains(URI.create("http://127.0.0.1:9100/v1"));
          assertThat(openai.keys())
              .extracting(ConfiguredKey::name)
              .containsExactly("OPENAI_API_KEY");
        });
    assertThat(read.models())
        .extracting(ConfiguredModel::name)
        .containsExactly("mistral-7b", "phi-2", "falcon-mamba-7b");
    assertThat(read.models())
        .extracting(ConfiguredModel::tier)
        .containsExactly(Tier.SMALL, Tier.TINY, Tier.LOCAL_FALLBACK);
    assertThat(read.discovers()).isFalse();
  }

  @Test
  void mapsEveryKeyOfAModel() throws ConfigException {
    ConfiguredModel mistral = loading.toml(DOCUMENTED).models().getFirst();

    Money price = Money.ofUsd(new BigDecimal("0.2"));
    assertThat(mistral)
        .isEqualTo(
            new ConfiguredModel(
                "mistral-7b",
                Tier.SMALL,
                "together",
                Optional.of("mistralai/Mistral-7B-Instruct-v0.3"),
                Optional.of(Prices.of(price, price)),
                false,
                Optional.of(Duration.ofMillis(900)),
                Optional.empty(),
                Optional.of(32_768),
                Optional.of(4096),
                Optional.of(Set.of(Capability.values())),
                List.of("mistral"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                new Place(folder.resolve("rung.toml").toString(), 15)));
  }

  @Test
  void readsTheOlderShapeOfAModel() throws ConfigException {
    Configuration read =
        loading.toml(
            """
            [[models.tier2]]
            name = "mistral-7b"
            provider = "together"
            api_key_env = "TOGETHER_API_KEY"
            cost_per_1k = 0.0002
            """);

    ConfiguredModel model = read.models().getFirst();
    Money perMillion = Money.ofUsd(new BigDecimal("0.2"));
    assertThat(model.prices()).contains(Prices.of(perMillion, perMillion));
    assertThat(model.apiKeyEnv()).contains("TOGETHER_API_KEY");
    assertThat(read.providers()).isEmpty();
  }

  @Test
  void readsTheSameFromYaml() throws ConfigException {
    Configuration yaml =
        loading.yaml(
            """
            routing: {enabled: true, strategy: balanced, offline: no, templates: true}
            server:
              grpc_address: 127.0.0.1:50051
            providers:
              openai: {kind: openai, base_url: "http://127.0.0.1:9100/v1", api_key_env: OPENAI_API_KEY}
            models:
              tier2:
                - name: mistral-7b
                  provider: together
                  model_id: mistralai/Mistral-7B-Instruct-v0.3
                  input_cost_per_million: 0.2
                  output_cost_per_million: 0.2
                  latency_ms: 900
                  context_window: 32768
                  max_tokens: 4096
                  capabilities: [chat, code, tools, vision, json]
                  aliases: [mistral]
              tier1:
                - {name: phi-2, provider: local, path: models/phi-2, precision: auto}
              fallback:
                - {name: falcon-mamba-7b, provider: local, path: models/falcon-mamba-7b}
            """);

    Configuration toml = loading.toml(DOCUMENTED);
    assertThat(yaml)
        .usingRecursiveComparison()
        .ignoringFieldsOfTypes(Place.class)
        .ignoringFields("file")
        .isEqualTo(toml);
  }

  @Test
  void resolvesPathsAgainstTheFolderOfTheFile() throws ConfigException {
    Configuration read = loading.toml(DOCUMENTED);

    assertThat(read.models().get(1).path()).contains(folder.resolve("models/phi-2"));
    assertThat(read.discovery().modelsDir()).isEqualTo(folder.resolve("models"));
  }

  @Test
  void readsAFileThatStartsWithAByteOrderMark() throws ConfigException {
    assertThat(loading.toml("\uFEFF[routing]\nenabled = false\n").routing().enabled()).isFalse();
  }

  @Test
  void takesAYamlTableOrListWithoutEntriesAsEmpty() throws ConfigException {
    Configuration read =
        loading.yaml(
            """
            routing:
              # enabled: false
            server:
              tls:
            providers:
              ollama:
            models:
              tier2:
            """);

    assertThat(read.routing()).isEqualTo(RoutingSettings.DEFAULT);
    assertThat(read.server()).isEqualTo(ServerSettings.DEFAULT);
    assertThat(read.providers()).containsOnlyKeys("ollama");
    assertThat(read.models()).isEmpty();
  }

  @Test
  void readsEmptyFiles() throws ConfigException {
    assertThat(loading.toml("").routing()).isEqualTo(RoutingSettings.DEFAULT);
    assertThat(loading.yaml("# nothing\n").routing()).isEqualTo(RoutingSettings.DEFAULT);
  }
}
