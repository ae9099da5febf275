package dev.rung.server.discover;

import dev.rung.server.catalogue.Catalogue;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.ConfigLoader;
import dev.rung.server.config.Configuration;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.ProviderKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for models on a day in November 2026, with a folder of its own and a scripted probe. */
final class Looking {
  static final String OLLAMA = "http://127.0.0.1:11434";
  static final Set<ProviderKind> SPOKEN =
      EnumSet.of(
          ProviderKind.OPENAI,
          ProviderKind.ANTHROPIC,
          ProviderKind.GEMINI,
          ProviderKind.OLLAMA,
          ProviderKind.FIREWORKS,
          ProviderKind.TOGETHER,
          ProviderKind.QWEN,
          ProviderKind.GLM,
          ProviderKind.HUGGINGFACE,
          ProviderKind.REPLICATE,
          ProviderKind.LOCAL);
  private static final InstantSource NOVEMBER =
      InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));

  final ScriptedProbe probe = new ScriptedProbe();
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private String toml = "";

  Looking(Path folder) {
    this.folder = folder;
  }

  Looking with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Looking toml(String text) {
    toml = text;
    return this;
  }

  Inventory look() throws ConfigException, InterruptedException, IOException {
    Path file = Files.writeString(folder.resolve("rung.toml"), toml);
    Configuration configuration = ConfigLoader.load(Optional.of(file), environment);
    return new Discovery(Catalogue.load(), SPOKEN, probe, NOVEMBER)
        .look(configuration, environment);
  }

  /** Names of the models that are ready. */
  static List<String> ready(Inventory inventory) {
    return inventory.models().stream()
        .filter(listed -> listed.notReady().isEmpty())
        .map(listed -> listed.model().name())
        .toList();
  }

  static Listed model(Inventory inventory, String nameOrAlias) {
    return inventory.models().stream()
        .filter(listed ->
            listed.model().name().equals(nameOrAlias)
                || listed.model().aliases().contains(nameOrAlias))
        .findFirst()
        .orElseThrow(() -> new AssertionError(nameOrAlias + " is not there: " + names(inventory)));
  }

  private static List<String> names(Inventory inventory) {
    return Arrays.asList(
        inventory.models().stream().map(l -> l.model().name()).toArray(String[]::new));
  }
}
