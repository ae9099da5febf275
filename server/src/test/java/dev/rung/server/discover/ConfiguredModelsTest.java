package dev.rung.server.discover;

import static dev.rung.server.discover.Looking.model;
import static dev.rung.server.discover.Looking.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfiguredModelsTest extends LookingCase {
  @Test
  void completesAModelFromTheCatalogue() throws Exception {
    Inventory inventory =
        looking
            .with("OPENAI_API_KEY", "sk-1")
            .toml("[[models.tier2]]\nname = \"gpt-4o\"\nprovider = \"openai\"\n")
            .look();

    Listed listed = model(inventory, "gpt-4o");
    Model model = listed.model();
    assertThat(listed.notReady()).isEmpty();
    assertThat(model.tier()).isEqualTo(Tier.SMALL);
    assertThat(model.provider()).isEqualTo("openai");
    assertThat(model.contextWindow()).isEqualTo(128_000);
    assertThat(model.capabilities()).contains(Capability.VISION);
    assertThat(model.prices().orElseThrow().input()).isEqualTo(Money.ofUsd(2.5));
    assertThat(model.origin()).endsWith("rung.toml:1");
  }

  @Test
  void letsTheConfigurationWin() throws Exception {
    Model model =
        model(
                looking
                    .with("OPENAI_API_KEY", "sk-1")
                    .toml(
                        """
                        [[models.tier4]]
                        name = "mine"
                        provider = "openai"
                        model_id = "gpt-4o"
                        input_cost_per_million = 1
                        output_cost_per_million = 2
                        latency_ms = 5
                        quality = 0.5
                        context_window = 1000
                        capabilities = ["chat"]
                        """)
                    .look(),
                "mine")
            .model();

    assertThat(model.modelId()).isEqualTo("gpt-4o");
    assertThat(model.prices()).contains(Prices.of(Money.ofUsd(1), Money.ofUsd(2)));
    assertThat(model.latencyPrior()).isEqualTo(Duration.ofMillis(5));
    assertThat(model.qualityPrior()).isEqualTo(0.5);
    assertThat(model.contextWindow()).isEqualTo(1000);
    assertThat(model.maxTokens()).isEqualTo(1000);
    assertThat(model.capabilities()).containsExactly(Capability.CHAT);
  }

  @Test
  void readsTheOlderShapeWithTheIdThatTheVendorUses() throws Exception {
    Inventory inventory =
        looking
            .with("TOGETHER_API_KEY", "key")
            .toml(
                """
                [[models.tier2]]
                name = "mistral-7b"
                provider = "together"
                api_key_env = "TOGETHER_API_KEY"
                cost_per_1k = 0.0002
                """)
            .look();

    assertThat(model(inventory, "mistral-7b").model().modelId())
        .isEqualTo("mistralai/Mistral-7B-Instruct-v0.3");
    assertThat(inventory.clients())
        .singleElement()
        .satisfies(together -> {
          assertThat(together.name()).isEqualTo("together");
          assertThat(together.baseUrl()).isEqualTo(URI.create("https://api.together.ai/v1"));
          assertThat(together.keys().present()).hasSize(1);
        });
  }

  @Test
  void saysWhichKeyIsMissing() throws Exception {
    Inventory inventory =
        looking
            .toml(
                """
                [providers.openai]
                api_key_env = "MY_KEY"

                [[models.tier2]]
                name = "gpt-4o"
                provider = "openai"

                [[models.tier2]]
                name = "glm-4.5"
                provider = "glm"
                """)
            .look();

    assertThat(model(inventory, "gpt-4o").notReady()).contains("set MY_KEY");
    assertThat(model(inventory, "glm-4.5").notReady()).contains("set ZAI_API_KEY");
    assertThat(inventory.clients()).isEmpty();
    assertThat(inventory.providers()).hasSize(2);
  }

  @Test
  void countsAnotherKeyAsAnotherProvider() throws Exception {
    Inventory inventory =
        looking
            .with("OPENAI_API_KEY", "sk-1")
            .with("TEAM_KEY", "sk-2")
            .toml(
                """
                [[models.tier2]]
                name = "gpt-4o"
                provider = "openai"

                [[models.tier3]]
                name = "gpt-4o-team"
                provider = "openai"
                model_id = "gpt-4o"
                api_key_env = "TEAM_KEY"
                """)
            .look();

    assertThat(model(inventory, "gpt-4o-team").model().provider()).isEqualTo("openai:TEAM_KEY");
    assertThat(inventory.clients())
        .extracting(
            ProviderSettings::name,
            settings -> settings.keys().present().getFirst().secret().reveal())
        .containsExactly(tuple("openai", "sk-1"), tuple("openai:TEAM_KEY", "sk-2"));
  }

  @Test
  void sendsNoKeyOfTheEnvironmentToAnotherPlace() throws Exception {
    Inventory inventory =
        looking
            .with("OPENAI_API_KEY", "sk-1")
            .toml(
                """
                [providers.lab]
                kind = "openai"
                base_url = "http://lab.example/v1"

                [[models.tier2]]
                name = "m"
                provider = "lab"
                unpriced = "allow"
                """)
            .look();

    assertThat(inventory.clients())
        .singleElement()
        .satisfies(lab -> assertThat(lab.keys().present()).isEmpty());
    assertThat(ready(inventory)).containsExactly("m");
  }

  @Test
  void givesFreeAliasesToTheFirstModelThatIsReady() throws Exception {
    Inventory inventory =
        looking
            .with("FIREWORKS_API_KEY", "k")
            .toml(
                """
                [[models.tier2]]
                name = "a"
                provider = "together"
                model_id = "openai/gpt-oss-20b"

                [[models.tier2]]
                name = "b"
                provider = "fireworks"
                model_id = "accounts/fireworks/models/gpt-oss-20b"
                """)
            .look();

    assertThat(model(inventory, "gpt-oss-20b").model().name()).isEqualTo("b");
  }

  @Test
  void keepsAliasesThatAreConfigured() throws Exception {
    Inventory inventory =
        looking
            .toml(
                """
                [[models.tier2]]
                name = "other"
                provider = "ollama"
                aliases = ["Claude"]

                [[models.tier4]]
                name = "claude-opus-5.5"
                provider = "anthropic"
                """)
            .look();

    assertThat(model(inventory, "Claude").model().name()).isEqualTo("other");
    assertThat(model(inventory, "claude-opus-5.5").model().aliases())
        .contains("opus")
        .doesNotContain("claude");
  }

  @Test
  void saysWhatALocalModelLacks() throws Exception {
    Path there = Files.createDirectories(folder.resolve("models/phi-2"));
    Files.writeString(there.resolve("config.json"), "{}");

    Inventory inventory =
        looking
            .toml(
                """
                [[models.tier1]]
                name = "phi-2"
                provider = "local"
                path = "models/phi-2"

                [[models.fallback]]
                name = "mamba"
                provider = "local"
                path = "models/mamba"
                """)
            .look();

    assertThat(model(inventory, "phi-2").notReady().orElseThrow())
        .startsWith("config.json has architectures, which must be one of ");
    assertThat(model(inventory, "phi-2").model().prices()).contains(Prices.FREE);
    assertThat(model(inventory, "mamba").notReady())
        .contains("there is no config.json in " + folder.resolve("models/mamba"));
  }

  @Test
  void runsACheckpointThatItCanRead() throws Exception {
    Path there = Path.of("../local-inference/src/test/resources/checkpoints/phi-tiny");
    String path = there.toAbsolutePath().normalize().toString();

    Inventory inventory =
        looking
            .toml(
                """
                [[models.tier1]]
                name = "tiny"
                provider = "local"
                path = "%1$s"
                context_window = 100000

                [[models.tier1]]
                name = "other"
                provider = "local"
                path = "%1$s"
                precision = "int4"
                """
                    .formatted(path))
            .look();

    assertThat(model(inventory, "tiny").notReady()).isEmpty();
    assertThat(model(inventory, "tiny").model().contextWindow()).isEqualTo(2_048);
    assertThat(inventory.checkpoints())
        .contains(new FoundCheckpoint("tiny", Path.of(path), Optional.empty()));
    assertThat(inventory.clients()).isEmpty();
  }

  @Test
  void takesTheServersOfTheConfigurationForWhatIsFound() throws Exception {
    looking.probe.with("http://127.0.0.1:9999/v1", "qwen2.5:7b");

    Inventory inventory =
        looking
            .toml("[providers.lab]\nkind = \"openai\"\nbase_url = \"http://127.0.0.1:9999/v1\"\n")
            .look();

    assertThat(ready(inventory)).containsExactly("qwen2.5:7b");
    assertThat(model(inventory, "qwen2.5:7b").model().provider()).isEqualTo("lab");
  }

  @Test
  void refusesAnAddressThatIsNone() throws Exception {
    Inventory inventory =
        looking
            .with("OPENAI_API_KEY", "k")
            .with("OPENAI_BASE_URL", "not an address")
            .toml("[[models.tier4]]\nname = \"gpt-4o\"\nprovider = \"openai\"\n")
            .look();

    assertThat(model(inventory, "gpt-4o").notReady())
        .contains("OPENAI_BASE_URL is not the address of a server");
  }

  @Test
  void showsNoKeyAnywhere() throws Exception {
    Inventory inventory = looking.with("OPENAI_API_KEY", "sk-very-secret").look();

    assertThat(inventory.toString()).doesNotContain("sk-very-secret");
    assertThat(inventory.notes()).doesNotContain("sk-very-secret");
    assertThat(new Environment(Map.of("A", "sk-very-secret")).toString())
        .doesNotContain("sk-very-secret");
    assertThat(StartupTable.of(inventory, true)).doesNotContain("sk-very-secret");
  }
}
