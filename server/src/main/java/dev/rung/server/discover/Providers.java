package dev.rung.server.discover;

import dev.rung.server.catalogue.Catalogue;
import dev.rung.server.config.Configuration;
import dev.rung.server.config.ConfiguredModel;
import dev.rung.server.config.ConfiguredProvider;
import dev.rung.server.config.Loaded;
import dev.rung.server.config.Offline;
import dev.rung.server.provider.Hosts;
import dev.rung.server.provider.KeySet;
import dev.rung.server.provider.KeySource;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.MissingKey;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Reach;
import dev.rung.server.provider.Transport;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The providers while an inventory is made: those that are configured, those that models imply, and
 * those that the environment speaks of. One thread.
 */
final class Providers {
  private final Catalogue catalogue;
  private final Set<ProviderKind> spoken;
  private final Configuration configuration;
  private final Environment environment;
  private final FoundKeys keys;
  private final FoundWays ways;
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * A provider.
   *
   * @param vendors whether it is the vendor's own, so that the vendor's prices hold
   * @param wanted what is set for it
   */
  record Source(FoundProvider provider, boolean vendors, Wanted wanted) {
    ProviderKind kind() {
      return provider.settings().kind();
    }

    String name() {
      return provider.settings().name();
    }
  }

  Providers(
      Catalogue catalogue,
      Set<ProviderKind> spoken,
      Configuration configuration,
      Environment environment) {
    this.catalogue = catalogue;
    this.spoken = spoken;
    this.configuration = configuration;
    this.environment = environment;
    this.keys = new FoundKeys(environment);
    this.ways = new FoundWays(environment);
    configuration.providers().values().forEach(this::addConfigured);
  }

  /** Those that are configured, and those that one of these models is reached by. */
  List<FoundProvider> usedBy(List<Listed> models) {
    Set<String> used = new HashSet<>(configuration.providers().keySet());
    models.forEach(listed -> used.add(listed.model().provider()));
    return sources.values().stream()
        .filter(source -> used.contains(source.name()))
        .map(Source::provider)
        .toList();
  }

  List<Source> sources() {
    return List.copyOf(sources.values());
  }

  private void addConfigured(ConfiguredProvider configured) {
    Endpoint endpoint =
        configured
            .baseUrl()
            .map(url -> Endpoint.configured(url, catalogue.provider(configured.kind())))
            .orElseGet(() -> endpoint(configured.kind()));
    put(configured.name(), configured.kind(), endpoint, Wanted.of(configured));
  }

  /** The provider that this model names; one with another key counts as another provider. */
  Source of(ConfiguredModel model) {
    Optional<ConfiguredProvider> configured =
        Optional.ofNullable(configuration.providers().get(model.provider()));
    Source base =
        configured.isPresent()
            ? source(model.provider())
            : implied(ProviderKind.named(model.provider()).orElseThrow());
    Optional<String> key = model.apiKeyEnv();
    if (key.isEmpty()
        || base.provider().settings().keys().isOnly(new KeySource.Variable(key.get()))) {
      return base;
    }
    return withKey(base, key.get());
  }

  private Source source(String name) {
    Source source = sources.get(name);
    if (source == null) {
      throw new IllegalArgumentException("no provider is called " + name);
    }
    return source;
  }

  private Source withKey(Source base, String variable) {
    String name = base.name() + ":" + variable;
    Source known = sources.get(name);
    if (known != null) {
      return known;
    }
    ProviderSettings settings = base.provider().settings();
    Endpoint endpoint =
        new Endpoint(settings.baseUrl(), List.of(), true, base.vendors(), Optional.empty());
    return put(name, settings.kind(), endpoint, base.wanted().withKey(variable));
  }

  /** The provider of this kind that no table configures. */
  Source implied(ProviderKind kind) {
    Source known = sources.get(kind.label());
    return known != null ? known : put(kind.label(), kind, endpoint(kind), Wanted.USUAL);
  }

  /** Adds the providers that the environment speaks of, and an Ollama that may be here. */
  void addFromEnvironment() {
    for (ProviderKind kind : ProviderKind.values()) {
      boolean taken = sources.values().stream().anyMatch(source -> source.kind() == kind);
      if (!taken && kind != ProviderKind.LOCAL && isSpokenOf(kind)) {
        FoundProvider found = implied(kind).provider();
        endpoint(kind).fault().filter(isWhy(found)).ifPresent(faults::add);
      }
    }
  }

  private static Predicate<String> isWhy(FoundProvider provider) {
    return fault -> provider.notReady().filter(fault::equals).isPresent();
  }

  private boolean isSpokenOf(ProviderKind kind) {
    return kind == ProviderKind.OLLAMA
        || (kind == ProviderKind.OPENAI && environment.get(Endpoint.OPENAI_BASE_URL).isPresent())
        || environment.firstSet(endpoint(kind).keyVariables()).isPresent();
  }

  private Endpoint endpoint(ProviderKind kind) {
    return Endpoint.of(catalogue.provider(kind), environment);
  }

  private Source put(String name, ProviderKind kind, Endpoint endpoint, Wanted wanted) {
    KeySet found = keys.of(wanted.keys(), endpoint);
    Reach reach = reach(kind, endpoint.baseUrl());
    Loaded<Transport> way = ways.of(wanted.transport(), reach);
    boolean lacksKey = found.present().isEmpty();
    Optional<String> notReady =
        outOfReach(reach)
            .or(() -> unspoken(kind))
            .or(endpoint::fault)
            .or(() -> advice(way))
            .or(() ->
                found.missing().stream().filter(_ -> lacksKey).findFirst().map(MissingKey::advice));
    ProviderSettings settings =
        new ProviderSettings(
            name,
            kind,
            endpoint.baseUrl(),
            found,
            wanted.apiVersion(),
            wanted.timeouts(),
            wanted.maxResponseBytes(),
            way instanceof Loaded.Good<Transport>(var good) ? good : Transport.DIRECT);
    Source source =
        new Source(new FoundProvider(settings, reach, notReady), endpoint.vendors(), wanted);
    sources.put(name, source);
    return source;
  }

  /**
   * Variables of the environment that name no place, and keys that are named and not there, of
   * providers that others of their keys make ready.
   */
  List<String> notes() {
    return Stream.concat(faults.stream(), missingKeys()).toList();
  }

  private Stream<String> missingKeys() {
    return sources.values().stream()
        .filter(source -> source.provider().notReady().isEmpty())
        .filter(source -> !source.wanted().keys().isEmpty())
        .flatMap(source ->
            source.provider().settings().keys().missing().stream()
                .map(key -> source.name() + " lacks its key " + key.name() + ": " + key.advice()));
  }

  private static Optional<String> advice(Loaded<Transport> way) {
    return switch (way) {
      case Loaded.Good<Transport> _ -> Optional.empty();
      case Loaded.Bad<Transport>(var advice) -> Optional.of(advice);
    };
  }

  private static Reach reach(ProviderKind kind, URI baseUrl) {
    return kind == ProviderKind.LOCAL ? Reach.IN_PROCESS : Hosts.reach(baseUrl);
  }

  private Optional<String> outOfReach(Reach reach) {
    Offline offline = configuration.routing().offline();
    boolean out =
        switch (offline) {
          case NO -> false;
          case YES -> reach == Reach.REMOTE;
          case STRICT -> reach != Reach.IN_PROCESS;
        };
    return out ? Optional.of("offline is \"" + offline.label() + "\"") : Optional.empty();
  }

  private Optional<String> unspoken(ProviderKind kind) {
    if (spoken.contains(kind)) {
      return Optional.empty();
    }
    return Optional.of(
        kind == ProviderKind.LOCAL
            ? "this version has no local runtime"
            : "this version does not speak to " + kind.label());
  }
}
