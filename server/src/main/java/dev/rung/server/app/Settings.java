package dev.rung.server.app;

import dev.rung.server.cache.CacheRules;
import dev.rung.server.cache.EncryptionKey;
import dev.rung.server.config.CacheSettings;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.Configuration;
import dev.rung.server.config.GainSettings;
import dev.rung.server.config.TierSettings;
import dev.rung.server.engine.EngineSettings;
import dev.rung.server.engine.TierDefaults;
import dev.rung.server.generate.Tier;
import dev.rung.server.select.GainBounds;
import dev.rung.server.select.GainPolicy;
import dev.rung.server.select.Weights;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A configuration in the terms of what decides and answers. */
final class Settings {
  private Settings() {}

  static EngineSettings engine(Configuration configuration) {
    return new EngineSettings(
        configuration.routing().enabled(),
        configuration.routing().defaultModel(),
        configuration.routing().templates(),
        configuration.routing().strategy(),
        tiers(configuration));
  }

  static CacheRules cache(Configuration configuration) {
    CacheSettings set = configuration.cache();
    double usual =
        configuration.tiers().values().stream()
            .mapToDouble(tier -> tier.temperature().orElse(0))
            .max()
            .orElse(0);
    return new CacheRules(
        set.similar(),
        set.similarityThreshold(),
        set.similarTemperature(),
        usual,
        set.ttl(),
        set.staleFor(),
        set.shareInFlight());
  }

  /**
   * What kept answers are encrypted with; absent where they are not to be.
   *
   * @throws ConfigException when the variable holds none; says what to change
   */
  static Optional<EncryptionKey> cacheKey(
      Configuration configuration, Map<String, String> environment) throws ConfigException {
    Optional<String> named = configuration.cache().encryptionKeyEnv();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    String variable = named.get();
    Optional<EncryptionKey> key =
        Optional.ofNullable(environment.get(variable)).flatMap(EncryptionKey::parse);
    if (key.isEmpty()) {
      throw ConfigException.refused(
          configuration,
          "cache.encryption_key_env names " + variable + ", which must hold " + EncryptionKey.RULE);
    }
    return key;
  }

  /** How long an answer may be given at all. */
  static Duration keptFor(CacheSettings set) {
    return set.ttl().plus(set.staleFor());
  }

  /** What answers depend on beside the request: what each tier adds, and whether it is routed. */
  static String cacheTerms(Configuration configuration) {
    return new TreeMap<>(tiers(configuration))
        + " "
        + configuration.routing().enabled()
        + " "
        + configuration.routing().defaultModel().orElse("");
  }

  private static Map<Tier, TierDefaults> tiers(Configuration configuration) {
    Map<Tier, TierDefaults> defaults = new EnumMap<>(Tier.class);
    configuration.tiers().forEach((tier, set) -> defaults.put(tier, tier(set)));
    return defaults;
  }

  private static TierDefaults tier(TierSettings set) {
    return new TierDefaults(set.temperature(), OptionalInt.of(set.maxTokens()), set.systemPrompt());
  }

  static Weights weights(Configuration configuration) {
    return Weights.of(
        configuration.routing().weights().cost(), configuration.routing().weights().latency());
  }

  static GainPolicy gains(Configuration configuration) {
    GainSettings gain = configuration.routing().gain();
    return new GainPolicy(
        bounds(gain.balanced()), bounds(gain.costFirst()), bounds(gain.qualityFirst()));
  }

  private static GainBounds bounds(GainSettings.Bounds set) {
    return new GainBounds(set.upFrom(), set.downBelow());
  }
}
