package dev.rung.server.provider;

import dev.rung.server.generate.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A target that requests can be routed to.
 *
 * @param name unique among models and aliases
 * @param provider the name of the configured provider
 * @param modelId what is sent to the provider
 * @param prices absent where unknown: an unknown price is never zero
 * @param contextWindow tokens of input and output together
 * @param maxTokens output tokens at most
 * @param latencyPrior of a whole answer, until measured
 * @param qualityPrior 0 to 1, until measured
 * @param onRequest whether it answers only requests that name it
 * @param origin where it was found, such as "configuration" or "OPENAI_API_KEY"
 */
public record Model(
    String name,
    Tier tier,
    String provider,
    String modelId,
    Optional<Prices> prices,
    int contextWindow,
    int maxTokens,
    Set<Capability> capabilities,
    List<String> aliases,
    Duration latencyPrior,
    double qualityPrior,
    Reach reach,
    boolean onRequest,
    String origin) {
  public Model {
    capabilities = Set.copyOf(capabilities);
    aliases = List.copyOf(aliases);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a model's name must not be blank");
    }
    if (tier == Tier.TEMPLATE) {
      throw new IllegalArgumentException(name + ": tier 0 holds templates, not models");
    }
    if (contextWindow < 1 || maxTokens < 1) {
      throw new IllegalArgumentException(
          name + ": context_window and max_tokens must be 1 or more");
    }
    if (!(qualityPrior >= 0 && qualityPrior <= 1)) {
      throw new IllegalArgumentException(name + ": quality must be 0 to 1, not " + qualityPrior);
    }
  }
}
