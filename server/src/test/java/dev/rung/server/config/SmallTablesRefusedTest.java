package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is wrong in the tables [classify], [tiers], [budget], [cache], [guard], [log], [templates]
 * and [discovery].
 */
class SmallTablesRefusedTest extends SettingsCase {
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
  void areRefused(String line, String message) {
    assertThat(loading.problems(line)).containsExactly("1: " + message);
  }

  @Test
  void cannotBeMadeWrong() {
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
