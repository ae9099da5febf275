package dev.rung.server.config;

import dev.rung.server.generate.Tier;
import dev.rung.server.provider.ProviderKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the outermost table. */
final class ConfigurationReader {
  /** A variable may speak of a provider of this name although no table does. */
  private static final Set<String> KINDS =
      Arrays.stream(ProviderKind.values()).map(ProviderKind::label).collect(Collectors.toSet());

  private final Optional<Path> file;

  ConfigurationReader(Optional<Path> file) {
    this.file = file;
  }

  Configuration read(Section root) {
    Map<String, ConfiguredProvider> providers = providers(root);
    List<ConfiguredModel> models = root.table("models", ConfigurationReader::models);
    RoutingSettings routing = root.table("routing", RoutingSettings::read);
    Configuration read =
        new Configuration(
            routing,
            root.table("classify", DifficultySettings::read),
            root.table("server", ServerSettings::read),
            providers,
            models,
            root.table("tiers", TierSettings::readAll),
            root.table("budget", ConfiguredBudget::read),
            root.table("cache", section -> CacheSettings.read(section, speaksOf(root, "cache"))),
            root.table("log", LogSettings::read),
            root.table("templates", TemplateSettings::read),
            root.table("discovery", DiscoverySettings::read),
            root.table("local", LocalSettings::read),
            root.table("guard", GuardTable::read),
            root.table("keys", KeySettings::read),
            root.table("store", StoreTable::read),
            root.table("feedback", FeedbackTable::read),
            root.table("auth", auth -> AuthTable.read(auth, routing.offline())),
            TenantTable.readAll(root),
            root.table("costs", CostsTable::read),
            file);
    new References(root.reading(), read).check();
    return read;
  }

  /** Whether the file or a variable says anything of a table. */
  private static boolean speaksOf(Section root, String table) {
    return root.has(table) || root.reading().hasVariables(Variables.of(table) + "_");
  }

  private static Map<String, ConfiguredProvider> providers(Section root) {
    Map<String, ConfiguredProvider> read = new LinkedHashMap<>();
    root.tables("providers", KINDS, ConfiguredProvider::read)
        .forEach((name, provider) -> provider.ifPresent(p -> read.put(name, p)));
    return read;
  }

  /** Of all tiers, in the order in which they stand in the file. */
  private static List<ConfiguredModel> models(Section section) {
    List<ConfiguredModel> models = new ArrayList<>();
    for (Tier tier : TierSettings.TIERS) {
      section
          .listOfTables(
              TierSettings.tableName(tier), "TIER", entry -> ModelReader.read(entry, tier))
          .forEach(model -> model.ifPresent(models::add));
    }
    models.sort(Comparator.comparingInt(model -> model.place().line()));
    return models;
  }
}
