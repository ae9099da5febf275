package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static ConfiguredLimits limits(
      OptionalDouble daily, OptionalDouble total, boolean strict) {
    return new ConfiguredLimits(Optional.empty(), usd(daily), Optional.empty(), usd(total), strict);
  }

  private static Optional<Money> usd(OptionalDouble amount) {
    return amount.isPresent() ? Optional.of(Money.ofUsd(amount.getAsDouble())) : Optional.empty();
  }
}
