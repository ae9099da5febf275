package dev.rung.server.discover;

import dev.rung.server.catalogue.Catalogue;
import dev.rung.server.catalogue.KnownModel;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.Manifest;
import dev.rung.server.models.Manifests;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.local.Suitability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders in the models folder that hold a Hugging Face checkpoint. One thread. */
final class Checkpoints {
  /** The file that makes a folder a checkpoint. */
  static final String MARK = "config.json";

  private final Catalogue catalogue;
  private final Providers providers;
  private Manifests manifests = Manifests.shipped();

  Checkpoints(Catalogue catalogue, Providers providers) {
    this.catalogue = catalogue;
    this.providers = providers;
  }

  void addTo(Roll roll, Path folder, List<String> notes) {
    try {
      manifests = Manifests.load(folder);
    } catch (ConfigException | IOException e) {
      notes.add("a manifest is refused and none of the folder counts: " + e.getMessage());
    }
    try {
      for (Path checkpoint : checkpoints(folder)) {
        add(roll, checkpoint);
      }
    } catch (IOException | UncheckedIOException e) {
      notes.add("the models folder " + folder + " cannot be read: " + e.getMessage());
    }
  }

  private static List<Path> checkpoints(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(p -> Files.isRegularFile(p.resolve(MARK))).sorted().toList();
    }
  }

  private void add(Roll roll, Path checkpoint) {
    String name = String.valueOf(checkpoint.getFileName());
    Optional<String> free = roll.free(name, ProviderKind.LOCAL.label());
    if (free.isEmpty() || roll.has(ProviderKind.LOCAL.label(), name)) {
      return;
    }
    KnownModel known =
        catalogue
            .find(ProviderKind.LOCAL, name)
            .orElseGet(() -> catalogue.bySize(ProviderKind.LOCAL, name, Optional.empty()));
    Providers.Source source = providers.implied(ProviderKind.LOCAL);
    Suitability suitability = Suitability.of(checkpoint);
    int window = suitability.contextWindow().orElse(known.contextWindow());
    Model model =
        new Model(
            free.get(),
            manifests.find(name).map(Manifest::tier).orElse(known.tier()),
            source.name(),
            name,
            Optional.of(Prices.FREE),
            window,
            Math.min(known.maxTokens(), window),
            known.capabilities(),
            List.of(),
            known.latency(),
            known.quality(),
            source.provider().reach(),
            known.onRequest(),
            checkpoint.toString());
    roll.add(model, source.provider().notReady().or(suitability::fault), known.aliases());
    roll.add(new FoundCheckpoint(free.get(), checkpoint, Optional.empty()));
  }
}
