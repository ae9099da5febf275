package dev.rung.server.provider;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every model, by name and alias, with the providers that reach them. Immutable; owns the
 * providers. Names are found in any case.
 */
public final class Roster implements AutoCloseable {
  private final List<Listed> models;
  private final List<ProviderSettings> settings;
  private final Map<String, Provider> providers;
  private final Map<String, List<ApiKey>> keys = new HashMap<>();
  private final Map<String, Listed> byName = new HashMap<>();
  private final Map<String, Listed> byId = new HashMap<>();
  private final Advice advice;

  /**
   * @param models in the order of the configuration
   * @param settings of every provider, also of those that this version cannot speak to
   * @param providers by name; closed with the roster
   * @param advice on models that are not here
   * @throws IllegalArgumentException when two models claim one name or alias
   */
  public Roster(
      List<Listed> models,
      List<ProviderSettings> settings,
      Map<String, Provider> providers,
      Advice advice) {
    this.advice = advice;
    this.models = List.copyOf(models);
    this.settings = List.copyOf(settings);
    this.providers = new LinkedHashMap<>(providers);
    settings.forEach(provider -> keys.put(provider.name(), provider.keys().present()));
    for (Listed listed : models) {
      claim(listed.model().name(), listed);
      listed.model().aliases().stream()
          .filter(alias -> !key(alias).equals(key(listed.model().name())))
          .forEach(alias -> claim(alias, listed));
    }
    models.stream().filter(listed -> listed.notReady().isEmpty()).forEach(this::known);
    models.forEach(this::known);
  }

  /** By its provider's id, which several may have: the first counts. */
  private void known(Listed listed) {
    byId.putIfAbsent(key(listed.model().modelId()), listed);
  }

  private void claim(String name, Listed listed) {
    Listed other = byName.putIfAbsent(key(name), listed);
    if (other != null) {
      throw new IllegalArgumentException(
          "\"" + name + "\" names both " + other.model().name() + " and " + listed.model().name());
    }
  }

  public List<Listed> models() {
    return models;
  }

  public List<ProviderSettings> settings() {
    return settings;
  }

  /**
   * The model of this name or alias; where nobody has it, the first one whose provider knows it by
   * this id, one that is ready before others.
   */
  public Optional<Listed> find(String name) {
    return Optional.ofNullable(byName.get(key(name)))
        .or(() -> Optional.ofNullable(byId.get(key(name))));
  }

  /** What to do about models that are not here. */
  public Advice advice() {
    return advice;
  }

  /** The provider that reaches this model; absent where none was built. */
  public Optional<Provider> provider(Model model) {
    return Optional.ofNullable(providers.get(model.provider()));
  }

  /** The keys that calls to this model can be made with; none where its provider has none. */
  public List<ApiKey> keys(Model model) {
    return keys.getOrDefault(model.provider(), List.of());
  }

  /** The host and port that this model is reached at; absent where no provider has one for it. */
  public Optional<String> address(Model model) {
    return settings.stream()
        .filter(provider -> provider.name().equals(model.provider()))
        .findFirst()
        .flatMap(provider -> Optional.ofNullable(provider.baseUrl().getAuthority()))
        .map(Roster::key);
  }

  @Override
  public void close() {
    providers.values().forEach(Provider::close);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
