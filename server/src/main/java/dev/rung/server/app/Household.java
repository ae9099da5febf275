package dev.rung.server.app;

import dev.rung.server.config.Configuration;
import dev.rung.server.config.ConfiguredKey;
import dev.rung.server.config.ConfiguredProvider;
import dev.rung.server.discover.Inventory;
import dev.rung.server.discover.StartupTable;
import dev.rung.server.engine.Operations.ProviderReport;
import dev.rung.server.key.KeyHolder;
import dev.rung.server.provider.KeySet;
import dev.rung.server.provider.KeySource;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A configuration and what was found under it: what is in force between two reloads. */
record Household(Configuration configuration, Inventory inventory) {

  /** What was found and what is missing, for people. */
  String table() {
    boolean templates = configuration.routing().templates() && configuration.routing().enabled();
    return StartupTable.of(inventory, templates);
  }

  /** Every provider that has or wants keys. */
  List<KeyHolder> keyHolders() {
    return inventory.providers().stream()
        .filter(found -> !found.settings().keys().equals(KeySet.NONE))
        .map(found -> new KeyHolder(found.settings(), found.notReady()))
        .toList();
  }

  /** Files of keys and certificates, which count anew when they change. */
  List<Path> watchedFiles() {
    Stream<ConfiguredProvider> providers = configuration.providers().values().stream();
    return providers.flatMap(Household::files).distinct().toList();
  }

  private static Stream<Path> files(ConfiguredProvider provider) {
    Stream<Path> keys =
        provider.keys().stream()
            .map(ConfiguredKey::source)
            .filter(KeySource.OfFile.class::isInstance)
            .map(source -> ((KeySource.OfFile) source).path());
    return Stream.concat(keys, provider.transport().caFile().stream());
  }

  List<ProviderReport> providers() {
    return inventory.providers().stream()
        .map(found -> new ProviderReport(found.settings(), found.notReady()))
        .toList();
  }
}
