package dev.rung.server.generate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a caller may be served by, whatever its requests allow.
 *
 * @param minTier of models; templates are free to everybody
 * @param models names or aliases; none is every model
 */
public record Rights(Optional<Tier> minTier, Optional<Tier> maxTier, Set<String> models) {
  public static final Rights ALL = new Rights(Optional.empty(), Optional.empty(), Set.of());

  public Rights {
    models = models.stream().map(Rights::key).collect(Collectors.toUnmodifiableSet());
    if (minTier.isPresent()
        && maxTier.isPresent()
        && minTier.get().level() > maxTier.get().level()) {
      throw new IllegalArgumentException("min_tier must not be above max_tier");
    }
  }

  /** Whether a model of this tier may serve; the local fallback may, unless only templates do. */
  public boolean allows(Tier tier) {
    if (tier == Tier.LOCAL_FALLBACK) {
      return maxTier.map(max -> max != Tier.TEMPLATE).orElse(true);
    }
    return (minTier.isEmpty() || tier.level() >= minTier.get().level())
        && (maxTier.isEmpty() || tier.level() <= maxTier.get().level());
  }

  /** Whether a model may serve that is known by these names. */
  public boolean allows(Tier tier, String name, List<String> aliases) {
    return allows(tier)
        && (models.isEmpty()
            || models.contains(key(name))
            || aliases.stream().map(Rights::key).anyMatch(models::contains));
  }

  /** What is allowed, in words; completes "this tenant may use ...". */
  public String text() {
    boolean everyTier = minTier.isEmpty() && maxTier.isEmpty();
    if (maxTier.equals(Optional.of(Tier.TEMPLATE))) {
      return "templates alone";
    }
    if (models.isEmpty()) {
      return everyTier ? "every tier" : tiers();
    }
    String named =
        (models.size() == 1 ? "the model " : "the models ")
            + String.join(", ", new TreeSet<>(models));
    return everyTier ? named : named + " of " + tiers();
  }

  private String tiers() {
    Tier least = minTier.filter(tier -> tier != Tier.TEMPLATE).orElse(Tier.TINY);
    Tier most = maxTier.orElse(Tier.LARGE);
    return least == most ? least.label() : least.label() + " to " + most.label();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
