package dev.rung.server.discover;

import dev.rung.server.catalogue.Catalogue;
import dev.rung.server.catalogue.KnownModel;
import dev.rung.server.provider.Hosts;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.Reach;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The models that a provider has although nobody configured them. One thread. */
final class FoundModels {
  private static final String LATEST = ":latest";
  private static final String UNPRICED =
      "its price is not known: configure it with a price, or set RUNG_DISCOVERY_UNPRICED=allow";

  private final Catalogue catalogue;
  private final boolean unpriced;
  private final LocalDate today;

  FoundModels(Catalogue catalogue, boolean unpriced, LocalDate today) {
    this.catalogue = catalogue;
    this.unpriced = unpriced;
    this.today = today;
  }

  /** Whether the server itself is asked; the vendors' long lists are not. */
  static boolean isAsked(Providers.Source source) {
    boolean readable =
        source.kind() == ProviderKind.OLLAMA
            || (source.kind() == ProviderKind.OPENAI
                && source.provider().reach() == Reach.LOOPBACK);
    return readable && source.provider().notReady().isEmpty();
  }

  /** What the catalogue knows of this vendor; nothing for another place. */
  void addKnown(Roll roll, Providers.Source source, List<String> notes) {
    List<KnownModel> known = catalogue.models(source.kind());
    if (!source.vendors() && !isChinese(source) && !known.isEmpty()) {
      notes.add(
          source.name()
              + " at "
              + place(source)
              + " is not its vendor's own: name its models in the configuration");
      return;
    }
    for (KnownModel model : known) {
      if (!model.isRetired(today)) {
        String origin = source.provider().settings().keys().variable().orElse(place(source));
        add(roll, source, model, model.name(), origin);
      }
    }
  }

  /** The vendor's second platform has the same models at other prices. */
  private static boolean isChinese(Providers.Source source) {
    return source.kind() == ProviderKind.GLM && source.provider().reach() == Reach.REMOTE;
  }

  void addOffered(Roll roll, Providers.Source source, List<Probe.Offered> offered) {
    for (Probe.Offered model : offered) {
      if (catalogue.answers(model.id())) {
        KnownModel known = catalogue.bySize(source.kind(), model.id(), model.size());
        add(roll, source, windowed(known, model), shortName(model.id()), place(source));
      }
    }
  }

  private static KnownModel windowed(KnownModel known, Probe.Offered offered) {
    int window = offered.contextWindow().orElse(known.contextWindow());
    List<String> wishes =
        known.name().endsWith(LATEST)
            ? List.of(known.name().substring(0, known.name().length() - LATEST.length()))
            : List.of();
    return new KnownModel(
        known.name(),
        known.kind(),
        known.modelId(),
        wishes,
        known.tier(),
        known.prices(),
        window,
        Math.min(known.maxTokens(), window),
        known.capabilities(),
        known.latency(),
        known.quality(),
        known.onRequest(),
        known.ending());
  }

  private void add(
      Roll roll, Providers.Source source, KnownModel known, String name, String origin) {
    Optional<String> free = roll.free(name, source.name());
    if (free.isEmpty() || roll.has(source.name(), known.modelId())) {
      return;
    }
    Optional<Prices> prices = Pricing.of(source, known);
    Model model =
        new Model(
            free.get(),
            known.tier(),
            source.name(),
            known.modelId(),
            prices,
            known.contextWindow(),
            known.maxTokens(),
            known.capabilities(),
            List.of(),
            known.latency(),
            known.quality(),
            source.provider().reach(),
            false,
            origin);
    Optional<String> noPrice = Optional.of(UNPRICED).filter(_ -> prices.isEmpty() && !unpriced);
    roll.add(model, source.provider().notReady().or(() -> noPrice), known.aliases());
  }

  /** Without folders and file type: llama.cpp names a model by its path. */
  private static String shortName(String id) {
    String file = id.endsWith(".gguf") ? id.substring(0, id.length() - ".gguf".length()) : id;
    return file.startsWith("/") ? file.substring(file.lastIndexOf('/') + 1) : file;
  }

  /** Such as "127.0.0.1:11434". */
  static String place(Providers.Source source) {
    URI url = source.provider().settings().baseUrl();
    return url.getPort() < 0 ? Hosts.host(url) : Hosts.host(url) + ":" + url.getPort();
  }
}
