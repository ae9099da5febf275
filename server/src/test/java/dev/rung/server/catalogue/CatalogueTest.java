package dev.rung.server.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderKind;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogueTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final Set<Tier> TIERS = EnumSet.of(Tier.TINY, Tier.SMALL, Tier.MEDIUM, Tier.LARGE);

  @Test
  void isDated() {
    assertThat(CATALOGUE.date()).isEqualTo(LocalDate.of(2026, 11, 20));
  }

  @Test
  void namesEachModelOnce() {
    List<String> names =
        CATALOGUE.models().stream().map(m -> m.name().toLowerCase(Locale.ROOT)).toList();

    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(40);
  }

  @Test
  void usesEachIdOnceAtAProvider() {
    for (ProviderKind kind : ProviderKind.values()) {
      assertThat(CATALOGUE.models(kind).stream().map(KnownModel::modelId))
          .as(kind.label())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void neverGivesANameAwayAsAnAliasAtTheSameProvider() {
    for (KnownModel model : CATALOGUE.models()) {
      List<String> names = CATALOGUE.models(model.kind()).stream().map(KnownModel::name).toList();

      assertThat(model.aliases()).as(model.name()).doesNotContainAnyElementsOf(names);
    }
  }

  @Test
  void givesPricesThatAreMoneyAndSaysWhereTheyStand() {
    for (KnownModel model : CATALOGUE.models()) {
      if (model.kind() == ProviderKind.LOCAL) {
        assertThat(model.prices()).as(model.name()).contains(Prices.FREE);
        continue;
      }
      model
          .prices()
          .ifPresent(prices -> {
            assertThat(CATALOGUE.prices().source(model.kind())).as(model.name()).isPresent();
            assertPlausible(model.name(), prices);
          });
    }
  }

  private static void assertPlausible(String name, Prices prices) {
    assertThat(prices.input()).as(name).isGreaterThan(Money.ZERO);
    assertThat(prices.output()).as(name).isGreaterThanOrEqualTo(prices.input());
    assertThat(prices.cachedInput())
        .as(name)
        .isGreaterThan(Money.ZERO)
        .isLessThanOrEqualTo(prices.input());
    assertThat(prices.cacheWrite()).as(name).isGreaterThanOrEqualTo(prices.input());
    assertThat(prices.reasoning()).as(name).isGreaterThanOrEqualTo(prices.output());
  }

  @Test
  void datesItsPrices() {
    LocalDate dated = CATALOGUE.prices().date();

    assertThat(dated).isEqualTo(LocalDate.of(2026, 11, 20));
    for (ProviderKind kind : ProviderKind.values()) {
      boolean priced = CATALOGUE.models(kind).stream().anyMatch(m -> m.prices().isPresent());
      CATALOGUE
          .prices()
          .source(kind)
          .ifPresentOrElse(
              source -> assertThat(source.read()).isBetween(dated.minusMonths(3), dated),
              () -> assertThat(priced && kind != ProviderKind.LOCAL).as(kind.label()).isFalse());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI, gpt-5.6-sol, 4.00, 5.00",
    "OPENAI, gpt-5.4, 2.50, 2.50",
    "ANTHROPIC, claude-opus-5.5, 4.00, 5.00",
    "GEMINI, gemini-4-argon, 4.00, 4.00",
  })
  void knowsWhoChargesForWritingToTheCache(
      ProviderKind kind, String name, BigDecimal input, BigDecimal write) {
    Prices prices = CATALOGUE.find(kind, name).flatMap(KnownModel::prices).orElseThrow();

    assertThat(prices.input()).isEqualTo(Money.ofUsd(input));
    assertThat(prices.cacheWrite()).isEqualTo(Money.ofUsd(write));
  }

  @Test
  void givesFiguresWithinTheirBounds() {
    for (KnownModel model : CATALOGUE.models()) {
      assertThat(model.quality()).as(model.name()).isBetween(0.3, 1.0);
      assertThat(model.latency()).as(model.name()).isPositive();
      assertThat(model.maxTokens()).as(model.name()).isBetween(1, model.contextWindow());
      assertThat(model.capabilities()).as(model.name()).contains(Capability.CHAT);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI, https://api.openai.com/v1",
    "ANTHROPIC, https://api.anthropic.com",
    "GEMINI, https://generativelanguage.googleapis.com/v1beta",
    "FIREWORKS, https://api.fireworks.ai/inference/v1",
    "TOGETHER, https://api.together.ai/v1",
    "QWEN, https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
    "GLM, https://api.z.ai/api/paas/v4",
    "HUGGINGFACE, https://router.huggingface.co/v1",
    "REPLICATE, https://api.replicate.com/v1",
    "OLLAMA, http://127.0.0.1:11434"
  })
  void knowsWhereEachVendorIsReached(ProviderKind kind, URI url) {
    assertThat(CATALOGUE.provider(kind).baseUrl()).contains(url);
  }

  @ParameterizedTest
  @EnumSource(
      value = ProviderKind.class,
      names = {"OPENAI", "ANTHROPIC", "GEMINI", "FIREWORKS", "TOGETHER", "QWEN", "GLM"})
  void servesEveryTierFromOneKey(ProviderKind kind) {
    Set<Tier> priced = new HashSet<>();
    CATALOGUE.models(kind).stream()
        .filter(model -> model.prices().isPresent() && !model.isRetired(CATALOGUE.date()))
        .forEach(model -> priced.add(model.tier()));

    assertThat(priced).containsAll(TIERS);
    assertThat(CATALOGUE.provider(kind).keyVariables()).isNotEmpty();
    assertThat(CATALOGUE.provider(kind).baseUrl().map(URI::getScheme)).contains("https");
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI, gpt-4o, gpt-4o",
    "OPENAI, GPT-5-Mini, gpt-5-mini",
    "OPENAI, gpt-4-turbo-2024-04-09, gpt-4-turbo",
    "OPENAI, gpt-4.1, gpt-4.1",
    "ANTHROPIC, claude, claude-sonnet-5-5",
    "ANTHROPIC, opus, claude-opus-5-5",
    "ANTHROPIC, claude-haiku-4-5, claude-haiku-4-5",
    "GEMINI, gemini-1.5-pro, gemini-1.5-pro",
    "GEMINI, gemini-2.5-flash, gemini-2.5-flash",
    "FIREWORKS, qwen3-coder, accounts/fireworks/models/qwen3-coder-480b-a35b-instruct",
    "TOGETHER, mistral-7b, mistralai/Mistral-7B-Instruct-v0.3",
    "TOGETHER, mixtral-8x7b, mistralai/Mixtral-8x7B-Instruct-v0.1",
    "QWEN, qwen2.5-coder, qwen2.5-coder-32b-instruct",
    "GLM, glm-4.5, glm-4.5",
    "HUGGINGFACE, llama-3.2-3b, meta-llama/Llama-3.2-3B-Instruct",
    "HUGGINGFACE, llama-3.1-8b, meta-llama/Llama-3.1-8B-Instruct",
    "LOCAL, phi-2, phi-2",
    "LOCAL, falcon-mamba-7b, falcon-mamba-7b",
  })
  void findsModelsByNameAliasAndId(ProviderKind kind, String name, String id) {
    assertThat(CATALOGUE.find(kind, name).orElseThrow().modelId()).isEqualTo(id);
    assertThat(CATALOGUE.find(kind, id).orElseThrow().modelId()).isEqualTo(id);
  }

  @Test
  void findsNothingUnderUnknownNames() {
    assertThat(CATALOGUE.find(ProviderKind.OPENAI, "claude")).isEmpty();
    assertThat(CATALOGUE.find("claude")).isPresent();
    assertThat(CATALOGUE.find("no-such-model")).isEmpty();
    assertThat(CATALOGUE.provider(ProviderKind.LOCAL).baseUrl()).isEmpty();
  }

  @Test
  void readsEveryColumn() {
    KnownModel mini = CATALOGUE.find(ProviderKind.OPENAI, "gpt-4o-mini").orElseThrow();

    assertThat(mini.tier()).isEqualTo(Tier.SMALL);
    assertThat(mini.prices()).contains(new Prices(usd("0.15"), usd("0.075"), usd("0.60")));
    assertThat(mini.contextWindow()).isEqualTo(128_000);
    assertThat(mini.maxTokens()).isEqualTo(16_384);
    assertThat(mini.capabilities()).containsExactlyInAnyOrder(Capability.values());
    assertThat(mini.isRetired(LocalDate.of(2027, 1, 13))).isFalse();
    assertThat(mini.isRetired(LocalDate.of(2027, 1, 14))).isTrue();
  }

  @Test
  void tellsOfAnEndAMonthBefore() {
    Ending end =
        CATALOGUE
            .find(ProviderKind.OPENAI, "gpt-4o-mini")
            .flatMap(KnownModel::ending)
            .orElseThrow();

    assertThat(end.isNear(LocalDate.of(2026, 12, 14))).isFalse();
    assertThat(end.isNear(LocalDate.of(2026, 12, 15))).isTrue();
    assertThat(end.inWords(LocalDate.of(2026, 12, 15)))
        .isEqualTo("its provider ends it on 2027-01-14");
  }

  @Test
  void knowsEveryModelThatIsNamedInThePlaceOfAnother() {
    assertThat(CATALOGUE.models())
        .filteredOn(model -> model.ending().flatMap(Ending::successor).isPresent())
        .isNotEmpty()
        .allSatisfy(model ->
            assertThat(CATALOGUE.find(model.kind(), model.ending().get().successor().get()).get())
                .matches(successor -> successor.ending().isEmpty()));
  }

  @ParameterizedTest
  @CsvSource({
    "codellama:7b, SMALL",
    "llama3.2:1b, TINY",
    "llama3.2, TINY",
    "llama3.2:latest, TINY",
    "llama3.1:8b-instruct-q4_K_M, SMALL",
    "llama3.1:70b, LARGE",
    "qwen2.5-coder:1.5b, TINY",
    "qwen2.5-coder:32b, MEDIUM",
    "qwen3-coder:30b-a3b-q8_0, MEDIUM",
    "mixtral:8x7b, MEDIUM",
    "mixtral:8x22b, LARGE",
    "mixtral:latest, MEDIUM",
    "gemma3:270m, TINY",
    "gpt-oss:20b, MEDIUM",
    "gpt-oss:120b, LARGE",
    "phi4, SMALL",
    "deepseek-r1:671b, LARGE",
    "Meta-Llama-3.1-8B-Instruct.Q4_K_M.gguf, SMALL",
    "Qwen2.5-0.5B.gguf, TINY",
    "something-else, SMALL",
    "version-2.5, SMALL",
    "b, SMALL",
  })
  void takesOpenModelsByTheirSize(String id, Tier tier) {
    assertThat(CATALOGUE.bySize(ProviderKind.OLLAMA, id, Optional.empty()).tier()).isEqualTo(tier);
  }

  @Test
  void believesTheServerBeforeTheName() {
    KnownModel model = CATALOGUE.bySize(ProviderKind.OLLAMA, "mine:7b", Optional.of("70.6B"));

    assertThat(model.tier()).isEqualTo(Tier.LARGE);
    assertThat(model.prices()).isEmpty();
  }

  @Test
  void knowsWindowsAndAbilitiesOfFamilies() {
    KnownModel vision =
        CATALOGUE.bySize(ProviderKind.OLLAMA, "llama3.2-vision:11b", Optional.empty());
    KnownModel plain = CATALOGUE.bySize(ProviderKind.OLLAMA, "llama3.2:3b", Optional.empty());

    assertThat(vision.capabilities()).contains(Capability.VISION).doesNotContain(Capability.TOOLS);
    assertThat(plain.capabilities()).contains(Capability.TOOLS).doesNotContain(Capability.VISION);
    assertThat(plain.contextWindow()).isEqualTo(131_072);
  }

  @ParameterizedTest
  @CsvSource({
    "nomic-embed-text:latest, false",
    "bge-m3, false",
    "all-minilm:33m, false",
    "llama3.1:8b, true",
  })
  void knowsWhichModelsAnswer(String name, boolean answers) {
    assertThat(CATALOGUE.answers(name)).isEqualTo(answers);
  }

  private static Money usd(String amount) {
    return Money.ofUsd(new BigDecimal(amount));
  }
}
