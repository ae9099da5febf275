package dev.rung.server.config;

import dev.rung.server.generate.Tier;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be set, checked and complete. Holds no key: keys stay in the environment.
 *
 * @param providers by name, in the order of the file
 * @param models in the order of the file
 * @param tiers one entry for each tier that holds models
 * @param tenants by name
 * @param file what it was read from; absent where nothing but defaults and variables counts
 */
public record Configuration(
    RoutingSettings routing,
    DifficultySettings classify,
    ServerSettings server,
    Map<String, ConfiguredProvider> providers,
    List<ConfiguredModel> models,
    Map<Tier, TierSettings> tiers,
    ConfiguredBudget budget,
    CacheSettings cache,
    LogSettings log,
    TemplateSettings templates,
    DiscoverySettings discovery,
    LocalSettings local,
    GuardTable guard,
    KeySettings keys,
    StoreTable store,
    FeedbackTable feedback,
    AuthTable auth,
    Map<String, TenantTable> tenants,
    CostsTable costs,
    Optional<Path> file) {
  public Configuration {
    providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    models = List.copyOf(models);
    tiers = Map.copyOf(tiers);
    tenants = Map.copyOf(tenants);
  }

  /** Whether models that nobody configured are looked for. */
  public boolean discovers() {
    return discovery.enabled().orElse(models.isEmpty());
  }

  /** What a request that leaves it open gets from this tier. */
  public TierSettings tier(Tier tier) {
    return tiers.getOrDefault(tier, TierSettings.DEFAULT);
  }
}
