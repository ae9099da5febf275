package dev.rung.server.discover;

import static dev.rung.server.discover.Looking.OLLAMA;
import static dev.rung.server.discover.Looking.model;
import static dev.rung.server.discover.Looking.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Tier;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.Reach;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryTest extends LookingCase {
  @Test
  void findsNothingWhereNothingIs() throws Exception {
    Inventory inventory = looking.look();

    assertThat(inventory.models()).isEmpty();
    assertThat(inventory.missing())
        .extracting(Missing::tier)
        .containsExactly(Tier.TINY, Tier.SMALL, Tier.MEDIUM, Tier.LARGE, Tier.LOCAL_FALLBACK);
    assertThat(inventory.missing()).extracting(Missing::servedBy).containsOnly(Optional.empty());
    assertThat(inventory.advice().any())
        .isEqualTo(
            "set a key such as OPENAI_API_KEY or ANTHROPIC_API_KEY, start Ollama, or put a checkpoint into models/"
                + " ('rung models pull phi-2')");
    assertThat(inventory.notes()).containsExactly("ollama does not answer at 127.0.0.1:11434");
  }

  @Test
  void servesEveryTierFromOneKey() throws Exception {
    Inventory inventory = looking.with("OPENAI_API_KEY", "sk-test").look();

    assertThat(inventory.missing()).extracting(Missing::tier).containsExactly(Tier.LOCAL_FALLBACK);
    Model mini = model(inventory, "gpt-4o-mini").model();
    assertThat(mini.origin()).isEqualTo("OPENAI_API_KEY");
    assertThat(mini.reach()).isEqualTo(Reach.REMOTE);
    assertThat(mini.prices()).isPresent();
    assertThat(inventory.clients())
        .filteredOn(settings -> settings.name().equals("openai"))
        .singleElement()
        .satisfies(openai -> {
          assertThat(openai.baseUrl()).isEqualTo(URI.create("https://api.openai.com/v1"));
          assertThat(openai.keys().present().getFirst().secret().reveal()).isEqualTo("sk-test");
        });
  }

  @Test
  void leavesOutWhatTheProviderHasShutDown() throws Exception {
    Inventory inventory = looking.with("OPENAI_API_KEY", "sk-test").look();

    assertThat(inventory.models())
        .extracting(listed -> listed.model().name())
        .doesNotContain("gpt-4-turbo", "gpt-4.1-nano")
        .contains("gpt-5-mini");
  }

  @Test
  void servesEveryTierFromOneOllamaModel() throws Exception {
    looking.probe.with(OLLAMA, "codellama:7b");

    Inventory inventory = looking.look();

    Listed codellama = model(inventory, "codellama:7b");
    assertThat(codellama.notReady()).isEmpty();
    assertThat(codellama.model().tier()).isEqualTo(Tier.SMALL);
    assertThat(codellama.model().prices()).contains(Prices.FREE);
    assertThat(codellama.model().reach()).isEqualTo(Reach.LOOPBACK);
    assertThat(codellama.model().origin()).isEqualTo("127.0.0.1:11434");
    assertThat(inventory.missing())
        .filteredOn(missing -> missing.tier().ranked())
        .extracting(Missing::servedBy)
        .containsOnly(Optional.of(Tier.SMALL));
  }

  @Test
  void takesOllamaModelsByTheSizeThatItReports() throws Exception {
    looking.probe.with(
        OLLAMA,
        new Probe.Offered("mine:latest", Optional.of("70.6B"), OptionalInt.of(4000)),
        new Probe.Offered("llama3.2:latest", Optional.of("3.2B"), OptionalInt.empty()),
        new Probe.Offered("nomic-embed-text:latest", Optional.of("137M"), OptionalInt.empty()));

    Inventory inventory = looking.look();

    assertThat(inventory.models()).hasSize(2);
    assertThat(model(inventory, "mine").model().tier()).isEqualTo(Tier.LARGE);
    assertThat(model(inventory, "mine").model().contextWindow()).isEqualTo(4000);
    assertThat(model(inventory, "llama3.2").model().tier()).isEqualTo(Tier.TINY);
    assertThat(model(inventory, "llama3.2").model().modelId()).isEqualTo("llama3.2:latest");
  }

  @Test
  void respectsOllamaHost() throws Exception {
    looking.probe.with("http://127.0.0.1:9999", "phi3:mini");

    Inventory inventory = looking.with("OLLAMA_HOST", "0.0.0.0:9999").look();

    assertThat(ready(inventory)).containsExactly("phi3:mini");
    assertThat(looking.probe.asked).containsExactly(URI.create("http://127.0.0.1:9999"));
  }

  @Test
  void listsTheModelsOfALoopbackServer() throws Exception {
    looking.probe.with("http://127.0.0.1:8080/v1", "/models/qwen2.5-coder-32b-q4_k_m.gguf", "mine");

    Inventory inventory = looking.with("OPENAI_BASE_URL", "http://localhost:8080/v1/").look();

    Model qwen = model(inventory, "qwen2.5-coder-32b-q4_k_m").model();
    assertThat(qwen.tier()).isEqualTo(Tier.MEDIUM);
    assertThat(qwen.modelId()).isEqualTo("/models/qwen2.5-coder-32b-q4_k_m.gguf");
    assertThat(qwen.prices()).contains(Prices.FREE);
    assertThat(model(inventory, "mine").model().tier()).isEqualTo(Tier.SMALL);
    assertThat(ready(inventory)).hasSize(2);
  }

  @Test
  void doesNotWaitForServersThatNeverAnswer() throws Exception {
    looking.probe.hanging();
    long start = System.nanoTime();

    Inventory inventory = looking.with("OPENAI_BASE_URL", "http://127.0.0.1:8080/v1").look();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    assertThat(looking.probe.asked).hasSize(2);
    assertThat(looking.probe.limits).containsOnly(Discovery.PROBE_LIMIT);
    assertThat(inventory.notes())
        .containsExactlyInAnyOrder(
            "openai does not answer at 127.0.0.1:8080",
            "ollama does not answer at 127.0.0.1:11434");
  }

  @Test
  void saysWhatAServerAnsweredThatIsNoAnswer() throws Exception {
    looking.probe.failing(
        OLLAMA, ProviderException.of(FailureKind.BAD_RESPONSE, "an HTML page came back"));

    assertThat(looking.look().notes())
        .containsExactly("ollama at 127.0.0.1:11434: an HTML page came back");
  }

  @Test
  void servesEveryTierFromAKeyOfAnthropic() throws Exception {
    Inventory inventory = looking.with("ANTHROPIC_API_KEY", "sk-ant").look();

    Listed claude = model(inventory, "claude");
    assertThat(claude.model().name()).isEqualTo("claude-sonnet-5.5");
    assertThat(claude.notReady()).isEmpty();
    assertThat(inventory.missing()).extracting(Missing::tier).containsExactly(Tier.LOCAL_FALLBACK);
    assertThat(inventory.clients()).extracting(s -> s.name()).contains("anthropic");
  }

  @Test
  void servesEveryTierFromAKeyOfGemini() throws Exception {
    Inventory inventory = looking.with("GOOGLE_API_KEY", "g").look();

    assertThat(model(inventory, "gemini").notReady()).isEmpty();
    assertThat(inventory.missing()).extracting(Missing::tier).containsExactly(Tier.LOCAL_FALLBACK);
    assertThat(inventory.models())
        .extracting(listed -> listed.model().name())
        .doesNotContain("gemini-1.5-pro");
  }

  @Test
  void findsTheModelsOfReplicateWithoutAPrice() throws Exception {
    Inventory inventory = looking.with("REPLICATE_API_TOKEN", "r8").look();

    assertThat(model(inventory, "llama-3-8b-replicate").notReady().orElseThrow()).contains("price");
  }

  @Test
  void neverTakesAnUnknownPriceForNothing() throws Exception {
    Inventory without = looking.with("HF_TOKEN", "hf_test").look();
    Inventory with = looking.with("RUNG_DISCOVERY_UNPRICED", "allow").look();

    Listed llama = model(without, "llama-3.1-8b");
    assertThat(llama.model().prices()).isEmpty();
    assertThat(llama.notReady().orElseThrow())
        .contains("price")
        .contains("RUNG_DISCOVERY_UNPRICED");
    assertThat(ready(with)).containsExactly("llama-3.2-3b", "llama-3.1-8b");
    assertThat(model(with, "llama-3.1-8b").model().prices()).isEmpty();
  }

  @Test
  void looksForNothingWhereModelsAreConfigured() throws Exception {
    looking.probe.with(OLLAMA, "llama3.1:8b");

    Inventory inventory = looking.with("OPENAI_API_KEY", "sk-test").toml(ONE_MODEL).look();

    assertThat(inventory.models()).extracting(l -> l.model().name()).containsExactly("small");
    assertThat(looking.probe.asked).isEmpty();
  }

  @Test
  void addsWhatIsFoundWhereBothAreWanted() throws Exception {
    looking.probe.with(OLLAMA, "llama3.1:8b", "qwen3:4b", "small");

    Inventory inventory = looking.toml(ONE_MODEL + "\n[discovery]\nenabled = true\n").look();

    assertThat(ready(inventory)).containsExactly("small", "llama3.1:8b", "small@ollama");
  }

  @Test
  void findsNothingWhenToldNotToLook() throws Exception {
    Inventory inventory =
        looking.with("OPENAI_API_KEY", "sk-test").with("RUNG_DISCOVERY_ENABLED", "false").look();

    assertThat(inventory.models()).isEmpty();
    assertThat(looking.probe.asked).isEmpty();
  }

  @Test
  void keepsRemoteModelsOutWhenOffline() throws Exception {
    looking.probe.with(OLLAMA, "llama3.1:8b");

    Inventory inventory =
        looking.with("OPENAI_API_KEY", "sk-test").with("RUNG_ROUTING_OFFLINE", "yes").look();

    assertThat(ready(inventory)).containsExactly("llama3.1:8b");
    assertThat(model(inventory, "gpt-4o").notReady()).contains("offline is \"yes\"");
    assertThat(inventory.clients()).extracting(s -> s.name()).containsExactly("ollama");
    assertThat(inventory.advice().any()).startsWith("start Ollama");
  }

  @Test
  void doesNotAskARemoteOllamaWhenOffline() throws Exception {
    looking.with("OLLAMA_HOST", "ollama.example:11434").with("RUNG_ROUTING_OFFLINE", "yes").look();

    assertThat(looking.probe.asked).isEmpty();
  }

  @Test
  void notesALimitOfAModelThatIsNotThere() throws Exception {
    looking.probe.with(OLLAMA, "codellama:7b");

    Inventory inventory =
        looking
            .toml(
                """
                [budget]
                models."codellama:7b" = {daily_limit_usd = 1}
                models.codelama = {daily_limit_usd = 1}
                """)
            .look();

    assertThat(inventory.notes())
        .containsExactly("budget.models.codelama limits nothing: no model of this name was found");
  }

  @ParameterizedTest
  @CsvSource({
    "OLLAMA_HOST, a:b:c",
    "OLLAMA_HOST, http://bad host",
    "OLLAMA_HOST, 127.0.0.1:99999",
    "OPENAI_BASE_URL, localhost"
  })
  void saysWhichVariableNamesNoPlace(String variable, String text) throws Exception {
    Inventory inventory = looking.with(variable, text).look();

    assertThat(inventory.notes()).contains(variable + " is not the address of a server");
  }

  @Test
  void asksNobodyAndConnectsToNobodyWhenStrict() throws Exception {
    Inventory inventory =
        looking
            .with("OPENAI_API_KEY", "sk-test")
            .with("OPENAI_BASE_URL", "http://127.0.0.1:8080/v1")
            .with("RUNG_ROUTING_OFFLINE", "strict")
            .look();

    assertThat(looking.probe.asked).isEmpty();
    assertThat(inventory.clients()).isEmpty();
    assertThat(ready(inventory)).isEmpty();
  }

  private static final String ONE_MODEL =
      """
      [[models.tier2]]
      name = "small"
      provider = "ollama"
      model_id = "qwen3:4b"
      """;
}
