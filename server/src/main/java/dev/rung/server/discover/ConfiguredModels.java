package dev.rung.server.discover;

import dev.rung.server.catalogue.Catalogue;
import dev.rung.server.catalogue.KnownModel;
import dev.rung.server.config.ConfiguredModel;
import dev.rung.server.config.Precision;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.local.Suitability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Completes configured models from the catalogue. One thread. */
final class ConfiguredModels {
  private static final String UNPRICED =
      "set input_cost_per_million and output_cost_per_million or unpriced = \"allow\"";

  private final Catalogue catalogue;
  private final Providers providers;
  private final LocalDate today;

  ConfiguredModels(Catalogue catalogue, Providers providers, LocalDate today) {
    this.catalogue = catalogue;
    this.providers = providers;
    this.today = today;
  }

  void addTo(Roll roll, List<ConfiguredModel> models, List<String> notes) {
    for (ConfiguredModel configured : models) {
      Providers.Source source = providers.of(configured);
      KnownModel known = known(configured, source.kind());
      Optional<Suitability> suitability = configured.path().map(Suitability::of);
      Optional<Prices> prices = prices(configured, source, known);
      roll.add(
          model(configured, source, known, prices, suitability),
          notReady(configured, source, prices, suitability),
          wishes(configured, source, known));
      configured
          .path()
          .ifPresent(path ->
              roll.add(new FoundCheckpoint(configured.name(), path, configured.precision())));
      if (source.vendors() && known.kind() == source.kind()) {
        known
            .ending()
            .filter(end -> end.isNear(today))
            .ifPresent(end -> notes.add(configured.name() + ": " + end.inWords(today)));
      }
    }
  }

  private static Model model(
      ConfiguredModel configured,
      Providers.Source source,
      KnownModel known,
      Optional<Prices> prices,
      Optional<Suitability> suitability) {
    int trained =
        suitability
            .map(Suitability::contextWindow)
            .orElse(OptionalInt.empty())
            .orElse(known.contextWindow());
    int window = Math.min(configured.contextWindow().orElse(trained), longest(suitability));
    return new Model(
        configured.name(),
        configured.tier(),
        source.name(),
        modelId(configured, source, known),
        prices,
        window,
        configured.maxTokens().orElse(Math.min(known.maxTokens(), window)),
        configured.capabilities().orElse(known.capabilities()),
        configured.aliases(),
        configured.latency().orElse(known.latency()),
        configured.quality().orElse(known.quality()),
        source.provider().reach(),
        false,
        configured.place().toString());
  }

  /** By id or name at this kind of provider, else anywhere, else by the size in its name. */
  private KnownModel known(ConfiguredModel configured, ProviderKind kind) {
    String id = configured.modelId().orElse(configured.name());
    if (kind == ProviderKind.OLLAMA) {
      return catalogue.bySize(kind, id, Optional.empty());
    }
    return catalogue
        .find(kind, id)
        .or(() -> catalogue.find(kind, configured.name()))
        .or(() -> catalogue.find(id))
        .or(() -> catalogue.find(configured.name()))
        .orElseGet(() -> catalogue.bySize(kind, id, Optional.empty()));
  }

  private static String modelId(
      ConfiguredModel configured, Providers.Source source, KnownModel known) {
    boolean same = known.kind() == source.kind() && source.vendors();
    return configured.modelId().orElse(same ? known.modelId() : configured.name());
  }

  private static Optional<Prices> prices(
      ConfiguredModel configured, Providers.Source source, KnownModel known) {
    if (configured.prices().isPresent() || configured.unpriced()) {
      return configured.prices();
    }
    return Pricing.of(source, known);
  }

  /** A configured window cannot be longer than the one of a model in this process. */
  private static int longest(Optional<Suitability> suitability) {
    return suitability
        .map(Suitability::contextWindow)
        .orElse(OptionalInt.empty())
        .orElse(Integer.MAX_VALUE);
  }

  private static Precision precision(ConfiguredModel configured) {
    return configured.precision().orElse(Precision.AUTO);
  }

  private static Optional<String> notReady(
      ConfiguredModel configured,
      Providers.Source source,
      Optional<Prices> prices,
      Optional<Suitability> suitability) {
    return missingPath(configured)
        .or(source.provider()::notReady)
        .or(() -> suitability.flatMap(Suitability::fault))
        .or(() ->
            suitability
                .filter(_ -> precision(configured) == Precision.INT4)
                .flatMap(Suitability::faultInInt4))
        .or(() -> Optional.of(UNPRICED).filter(_ -> prices.isEmpty() && !configured.unpriced()));
  }

  private static Optional<String> missingPath(ConfiguredModel configured) {
    return configured
        .path()
        .map(Path::toString)
        .filter(path -> !Files.isRegularFile(Path.of(path, Checkpoints.MARK)))
        .map(path -> "there is no " + Checkpoints.MARK + " in " + path);
  }

  /** The catalogue's names for the same model. */
  private static List<String> wishes(
      ConfiguredModel configured, Providers.Source source, KnownModel known) {
    boolean same =
        known.kind() == source.kind()
            && known.modelId().equalsIgnoreCase(modelId(configured, source, known));
    return same ? known.aliases() : List.of();
  }
}
