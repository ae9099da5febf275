package dev.rung.server.config;

import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Prices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An entry of [[models.TIER]], as it was written: what is absent is left to the catalogue.
 *
 * @param provider a table of [providers], or a kind
 * @param prices absent where nothing is written
 * @param unpriced whether it may serve although its price is not known
 * @param latency of a whole answer, until measured
 * @param path of a local model's folder
 * @param apiKeyEnv instead of the provider's
 * @param requestsPerMinute that are made at most; absent is no limit
 * @param tokensPerMinute of input and output that are taken at most; absent is no limit
 */
public record ConfiguredModel(
    String name,
    Tier tier,
    String provider,
    Optional<String> modelId,
    Optional<Prices> prices,
    boolean unpriced,
    Optional<Duration> latency,
    Optional<Double> quality,
    Optional<Integer> contextWindow,
    Optional<Integer> maxTokens,
    Optional<Set<Capability>> capabilities,
    List<String> aliases,
    Optional<Path> path,
    Optional<Precision> precision,
    Optional<String> apiKeyEnv,
    OptionalInt requestsPerMinute,
    OptionalInt tokensPerMinute,
    Place place) {
  static final Format<String> NAME =
      Format.parsed("a name of 1 to 200 visible characters, not \"auto\"", Optional::of)
          .where(ConfiguredModel::isName);
  static final Format<Double> QUALITY = Format.number(0, 1);
  static final Format<Double> LATENCY_MS = Format.number(0, 3_600_000);
  static final Format<Integer> RATE = Format.count(1, 1_000_000_000);
  static final Format<Integer> TOKENS = Format.count(1, 100_000_000);
  private static final String ROUTES = "auto";
  private static final int LONGEST = 200;

  public ConfiguredModel {
    aliases = List.copyOf(aliases);
    capabilities = capabilities.map(Set::copyOf);
    NAME.check("name", name);
    aliases.forEach(alias -> NAME.check("aliases", alias));
    QUALITY.check("quality", quality);
    TOKENS.check("context_window", contextWindow);
    TOKENS.check("max_tokens", maxTokens);
    Format.VARIABLE.check("api_key_env", apiKeyEnv);
    if (unpriced && prices.isPresent()) {
      throw new IllegalArgumentException("unpriced must not stand beside prices");
    }
  }

  private static boolean isName(String name) {
    return Format.isVisible(name, LONGEST) && !name.equalsIgnoreCase(ROUTES);
  }
}
