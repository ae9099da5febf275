package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.classifier.Sense;
import dev.rung.classifier.WordChanges;
import dev.rung.server.generate.Complexity;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables [classify], [tiers], [budget], [cache], [log], [templates] and [discovery]. */
class SmallTablesTest extends SettingsCase {
  @Test
  void haveDefaults() {
    assertThat(DifficultySettings.DEFAULT)
        .isEqualTo(
            new DifficultySettings(
                new DifficultySettings.Thresholds(0.3, 0.6, 0.85, 0.95),
                new ScoreWeights(0.15, 0.15, 0.1, 0.25, 0.25, 0.1),
                new GridShares(0.3, 0.3, 0.2, 0.2),
                Map.of(),
                Map.of(),
                Map.of(),
                10,
                5,
                DifficultySettings.Judge.BOTH,
                Optional.empty(),
                0.7));
    assertThat(TierSettings.DEFAULT)
        .isEqualTo(new TierSettings(OptionalDouble.empty(), 8192, Optional.empty()));
    assertThat(ConfiguredBudget.DEFAULT)
        .isEqualTo(
            new ConfiguredBudget(
                ConfiguredLimits.NONE,
                Map.of(),
                Map.of(),
                Map.of(),
                0.8,
                ZoneOffset.UTC,
                0.3,
                0.9,
                Optional.empty()));
    assertThat(CacheSettings.DEFAULT)
        .isEqualTo(
            new CacheSettings(
                false,
                false,
                0.85,
                0.3,
                67_108_864,
                Duration.ofDays(1),
                Duration.ZERO,
                true,
                Optional.empty()));
    assertThat(LogSettings.DEFAULT)
        .isEqualTo(new LogSettings(LogSettings.Form.TEXT, LogSettings.Level.INFO));
    assertThat(TemplateSettings.DEFAULT.dir()).isEmpty();
    assertThat(DiscoverySettings.DEFAULT)
        .isEqualTo(new DiscoverySettings(Optional.empty(), Path.of("models"), false));
  }

  @Test
  void mapEveryKey() throws ConfigException {
    Configuration read =
        loading.toml(
            """
            [classify]
            thresholds = {small = 0.1, medium = 0.2, large = 0.3, breakthrough = 0.4}
            weights = {length = 0.1, code_lines = 0.2, code_branches = 0.3, scope = 0.4, \
            action = 0.5, breadth = 0.6}
            grid_weights = {size = 0.1, entropy = 0.2, diversity = 0.3, transformation = 0.4}
            words.design = {add = ["sketch"], remove = ["plan"]}
            query_types = {weather = "simple"}
            task_types = {poem = "tier4", hello = "tier0"}
            factual_words = 3
            many_documents = 2
            confident_from = 0.5
            judge = "model"
            model = "own.onnx"

            [tiers.tier2]
            temperature = 0.2
            max_tokens = 512
            system_prompt = "Be brief."

            [budget]
            daily_limit_usd = 2.5
            total_limit_usd = 100
            warning_threshold = 0.5
            strict = true
            time_zone = "Europe/Berlin"
            quality_first_below = 0.2
            prefer_local_from = 0.95
            webhook = "https://alerts.example/hook"
            tenants.acme = { daily_limit_usd = 1 }
            models."gpt-4o" = { total_limit_usd = 9, strict = false }
            providers.openai = { daily_limit_usd = 4 }

            [cache]
            similar = true
            similarity_threshold = 0.9
            similar_temperature = 0.5
            max_bytes = 1000
            ttl = "2h"
            stale_for = "3d"
            share_in_flight = false
            encryption_key_env = "CACHE_KEY"

            [guard]
            in_flight = 10
            window = "10s"
            least_calls = 3
            failure_share = 0.25
            slow_from = "7s"
            slow_share = 0.75
            open = "2s"
            longest_open = "8s"
            last_resort = 3
            retries = 2
            backoff = "5ms"
            longest_backoff = "50ms"
            retry_share = 0.1
            queue = 7
            queue_wait = "0ms"
            learn_limits = false
            concurrency = { adaptive = false, least = 2, most = 20 }
            hedge = { enabled = true, share = 0.5 }

            [log]
            format = "json"
            level = "warn"

            [templates]
            dir = "my-templates"

            [discovery]
            enabled = false
            models_dir = "/checkpoints"
            unpriced = "allow"

            [[models.tier4]]
            name = "gpt-4o"
            provider = "openai"
            """);

    assertThat(read.classify())
        .isEqualTo(
            new DifficultySettings(
                new DifficultySettings.Thresholds(0.1, 0.2, 0.3, 0.4),
                new ScoreWeights(0.1, 0.2, 0.3, 0.4, 0.5, 0.6),
                new GridShares(0.1, 0.2, 0.3, 0.4),
                Map.of(Sense.DESIGN, new WordChanges(Set.of("sketch"), Set.of("plan"))),
                Map.of("weather", Complexity.SIMPLE),
                Map.of("poem", Tier.LARGE, "hello", Tier.TEMPLATE),
                3,
                2,
                DifficultySettings.Judge.MODEL,
                Optional.of(loading.folder().resolve("own.onnx")),
                0.5));
    assertThat(read.tier(Tier.SMALL))
        .isEqualTo(new TierSettings(OptionalDouble.of(0.2), 512, Optional.of("Be brief.")));
    assertThat(read.tier(Tier.LARGE)).isEqualTo(TierSettings.DEFAULT);
    assertThat(read.budget())
        .isEqualTo(
            new ConfiguredBudget(
                limits(OptionalDouble.of(2.5), OptionalDouble.of(100), true),
                Map.of("acme", limits(OptionalDouble.of(1), OptionalDouble.empty(), true)),
                Map.of("gpt-4o", limits(OptionalDouble.empty(), OptionalDouble.of(9), false)),
                Map.of("openai", limits(OptionalDouble.of(4), OptionalDouble.empty(), true)),
                0.5,
                ZoneId.of("Europe/Berlin"),
                0.2,
                0.95,
                Optional.of(URI.create("https://alerts.example/hook"))));
    assertThat(read.cache())
        .isEqualTo(
            new CacheSettings(
                true,
                true,
                0.9,
                0.5,
                1000,
                Duration.ofHours(2),
                Duration.ofDays(3),
                false,
                Optional.of("CACHE_KEY")));
    assertThat(read.guard())
        .isEqualTo(
            new GuardTable(
                10,
                Duration.ofSeconds(10),
                3,
                0.25,
                Duration.ofSeconds(7),
                0.75,
                Duration.ofSeconds(2),
                Duration.ofSeconds(8),
                3,
                2,
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                0.1,
                7,
                Duration.ZERO,
                false,
                new ConcurrencyTable(false, 2, 20),
                new HedgeTable(true, 0.5)));
    assertThat(read.log())
        .isEqualTo(new LogSettings(LogSettings.Form.JSON, LogSettings.Level.WARN));
    assertThat(read.templates().dir()).contains(folder.resolve("my-templates"));
    assertThat(read.discovery())
        .isEqualTo(new DiscoverySettings(Optional.of(false), Path.of("/checkpoints"), true));
  }

  @Test
  void keepAnswersWhereTheFileOrAVariableSpeaksOfIt() throws ConfigException {
    assertThat(loading.toml("").cache().enabled()).isFalse();
    assertThat(loading.toml("[cache]\n").cache().enabled()).isTrue();
    assertThat(loading.toml("[cache]\nenabled = false\nttl = \"2h\"\n").cache().enabled())
        .isFalse();
    assertThat(Loading.environment(Map.of("RUNG_CACHE_TTL", "2h")).cache().enabled()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "classify.thresholds.small = 0.7 | classify.thresholds.small, medium, large and"
            + " breakthrough must rise from above 0 to 1",
        "classify.thresholds.small = 2 | classify.thresholds.small must be a number from 0 to 1,"
            + " not 2",
        "classify.weights.scope = 2 | classify.weights.scope must be a number from 0 to 1, not 2",
        "classify.weights = {length = 0, scope = 0, action = 0, breadth = 0} |"
            + " classify.weights.length, scope, action and breadth must not all be 0",
        "classify.grid_weights.size = 0.5 | classify.grid_weights.size, entropy, diversity and"
            + " transformation must add up to 1",
        "classify.words.desing = {} | unknown key classify.words.desing: did you mean design?",
        "classify.words.design.ad = [] | unknown key classify.words.design.ad: did you mean add?",
        "classify.words.design.add = [\"two words\"] | classify.words.design.add must be one word"
            + " of letters and digits, at most 32 of them, in Chinese and Japanese 8, not"
            + " \"two words\"",
        "classify.words.design.remove = [\"poem\"] | classify.words.design.remove must be a"
            + " built-in word of its sense, not \"poem\"",
        "classify.query_types.a = \"hard\" | classify.query_types.a must be one of simple, medium,"
            + " complex, not \"hard\"",
        "classify.query_types = [] | classify.query_types must be a table, not a list",
        "classify.task_types.a = \"fallback\" | classify.task_types.a must be one of tier0, tier1,"
            + " tier2, tier3, tier4, not \"fallback\"",
        "classify.factual_words = -1 | classify.factual_words must be a whole number from 0 to"
            + " 10000, not -1",
        "classify.many_documents = 0 | classify.many_documents must be a whole number from 1 to"
            + " 10000, not 0",
        "classify.confident_from = 1.1 | classify.confident_from must be a number from 0 to 1,"
            + " not 1.1",
        "tiers.tier1.temperature = 2.1 | tiers.tier1.temperature must be a number from 0 to 2,"
            + " not 2.1",
        "tiers.tier1.max_tokens = 0 | tiers.tier1.max_tokens must be a whole number from 1 to"
            + " 100000000, not 0",
        "tiers.tier1.system_prompt = 1 | tiers.tier1.system_prompt must be a text that is not"
            + " blank, not 1",
        "tiers.tier9 = {} | unknown key tiers.tier9: did you mean tier1?",
        "budget.daily_limit_usd = -1 | budget.daily_limit_usd must be a number from 0 to"
            + " 1000000000, not -1",
        "budget.total_limit_usd = \"10\" | budget.total_limit_usd must be a number from 0 to"
            + " 1000000000, not \"10\"",
        "budget.warning_threshold = 0 | budget.warning_threshold must be a number from 0.01 to 1,"
            + " not 0",
        "budget.time_zone = \"Mars\" | budget.time_zone must be a time zone, such as UTC or"
            + " Europe/Berlin, not \"Mars\"",
        "budget.quality_first_below = 0.95 | budget.quality_first_below must be at most"
            + " prefer_local_from, 0.9",
        "budget.tenants.acme.daily_limt_usd = 1 | unknown key budget.tenants.acme.daily_limt_usd:"
            + " did you mean daily_limit_usd?",
        "cache.similar = 1 | cache.similar must be true or false, not 1",
        "cache.similarity_threshold = 2 | cache.similarity_threshold must be a number from 0 to 1,"
            + " not 2",
        "cache.max_bytes = -1 | cache.max_bytes must be a whole number from 0 to 1099511627776,"
            + " not -1",
        "cache.ttl = \"1w\" | cache.ttl must be a length of time from 1s to 365d, not \"1w\"",
        "guard.in_flight = 0 | guard.in_flight must be a whole number from 1 to 1000000, not 0",
        "guard.window = \"10ms\" | guard.window must be a length of time from 1s to 1h, not"
            + " \"10ms\"",
        "guard.failure_share = 0 | guard.failure_share must be a number from 0.01 to 1, not 0",
        "guard.open = \"3m\" | guard.open: open must not exceed longest_open",
        "guard.longest_backoff = \"1ms\" | guard.longest_backoff: backoff must not exceed"
            + " longest_backoff",
        "guard.retries = 11 | guard.retries must be a whole number from 0 to 10, not 11",
        "guard.queue_wait = \"2m\" | guard.queue_wait must be a length of time from 0ms to 1m, not"
            + " \"2m\"",
        "log.format = \"xml\" | log.format must be one of text, json, not \"xml\"",
        "log.level = \"loud\" | log.level must be one of trace, debug, info, warn, error,"
            + " not \"loud\"",
        "templates.dir = \"\" | templates.dir must be a path, not \"\"",
        "discovery.enabled = \"on\" | discovery.enabled must be true or false, not \"on\"",
        "discovery.models_dir = 1 | discovery.models_dir must be a path, not 1",
        "discovery.unpriced = \"deny\" | discovery.unpriced must be one of allow, not \"deny\"",
      })
  void refuse(String line, String message) {
    assertThat(loading.problems(line)).containsExactly("1: " + message);
  }

  @Test
  void refuseToBeMadeWrong() {
    assertThatThrownBy(() -> new TierSettings(OptionalDouble.of(3), 1, Optional.empty()))
        .hasMessage("temperature must be a number from 0 to 2, not 3.0");
    assertThatThrownBy(() -> new TierSettings(OptionalDouble.empty(), 0, Optional.empty()))
        .hasMessageStartingWith("max_tokens must be");
    assertThatThrownBy(() ->
            new ConfiguredLimits(
                Optional.empty(),
                Optional.of(new Money(-1)),
                Optional.empty(),
                Optional.empty(),
                true))
        .hasMessageStartingWith("daily_limit_usd must be");
    assertThatThrownBy(() -> cache(2, Duration.ofHours(1)))
        .hasMessage("similarity_threshold must be a number from 0 to 1, not 2.0");
    assertThatThrownBy(() -> cache(1, Duration.ZERO))
        .hasMessage("ttl must be a length of time from 1s to 365d, not 0ms");
    assertThatThrownBy(() -> new DifficultySettings.Thresholds(0.5, 0.4, 0.6, 0.7))
        .hasMessage("thresholds must rise from above 0 to 1");
    assertThatThrownBy(() ->
            new DifficultySettings(
                DifficultySettings.Thresholds.DEFAULT,
                ScoreWeights.DEFAULT,
                GridShares.DEFAULT,
                Map.of(),
                Map.of(),
                Map.of("a", Tier.LOCAL_FALLBACK),
                1,
                1,
                DifficultySettings.Judge.RULES,
                Optional.empty(),
                1))
        .hasMessageStartingWith("task_types.a must be one of");
    assertThatThrownBy(() -> new ScoreWeights(0, 1, 1, 0, 0, 0)).hasMessageContaining("all be 0");
    assertThatThrownBy(() -> new GridShares(1, 1, 0, 0)).hasMessageContaining("add up to 1");
  }

  private static CacheSettings cache(double threshold, Duration ttl) {
    return new CacheSettings(
        true, false, threshold, 0.3, 0, ttl, Duration.ZERO, true, Optional.empty());
  }

  private static ConfiguredLimits limits(
      OptionalDouble daily, OptionalDouble total, boolean strict) {
    return new ConfiguredLimits(Optional.empty(), usd(daily), Optional.empty(), usd(total), strict);
  }

  private static Optional<Money> usd(OptionalDouble amount) {
    return amount.isPresent() ? Optional.of(Money.ofUsd(amount.getAsDouble())) : Optional.empty();
  }

  @Test
  void refusesTablesOfTenantsThatCannotBe() {
    String problem =
        "1: a tenant's name must be 1 to 128 letters, digits, dots, dashes, underscores, colons,"
            + " slashes or @";

    assertThat(loading.problems("[tenants.\"a b\"]\n")).containsExactly(problem);
    assertThat(loading.problems("[tenants.\"\"]\n")).containsExactly(problem);
    assertThat(loading.problems("[budget.tenants.\"caf\u00e9\"]\n")).containsExactly(problem);
    assertThat(loading.problems("[tenants.\"acme.eu/team-1\"]\n")).isEmpty();
  }
}
