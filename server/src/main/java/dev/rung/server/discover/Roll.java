package dev.rung.server.discover;

import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The models while an inventory is made. No name or alias, in any case, belongs to two of them:
 * names come before aliases, and what is added first keeps what it has. One thread.
 */
final class Roll {
  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final List<FoundCheckpoint> checkpoints = new ArrayList<>();

  /**
   * A model, and names that it takes where they are free.
   *
   * @param model with the aliases that are its own
   */
  private record Entry(Model model, Optional<String> notReady, List<String> wishes) {}

  /** Adds a model whose names are known to be free. */
  void add(Model model, Optional<String> notReady, List<String> wishes) {
    names.add(key(model.name()));
    model.aliases().forEach(alias -> names.add(key(alias)));
    entries.add(new Entry(model, notReady, wishes));
  }

  /** Adds the folder of a model that was added. */
  void add(FoundCheckpoint checkpoint) {
    checkpoints.add(checkpoint);
  }

  /** Of all models that run in this process. */
  List<FoundCheckpoint> checkpoints() {
    return checkpoints;
  }

  /** The name itself, or with its provider where it is taken; absent where both are. */
  Optional<String> free(String name, String provider) {
    return List.of(name, name + "@" + provider).stream()
        .filter(candidate -> !names.contains(key(candidate)))
        .findFirst();
  }

  /** Whether this model of this provider is here already. */
  boolean has(String provider, String modelId) {
    return entries.stream()
        .map(Entry::model)
        .anyMatch(m -> m.provider().equals(provider) && m.modelId().equals(modelId));
  }

  /** Whether this is the name of a model, and no alias of one. */
  boolean isName(String name) {
    return entries.stream().anyMatch(entry -> entry.model().name().equals(name));
  }

  /** Whether a model has this name or alias. */
  boolean has(String name) {
    return names.contains(key(name));
  }

  /**
   * All of them, with the wishes that could be met; a model that is ready comes first for those.
   */
  List<Listed> models() {
    Set<String> granted = new HashSet<>();
    List<List<String>> aliases = new ArrayList<>();
    entries.forEach(entry -> aliases.add(new ArrayList<>(entry.model().aliases())));
    for (boolean ready : new boolean[] {true, false}) {
      for (int i = 0; i < entries.size(); i++) {
        if (entries.get(i).notReady().isEmpty() == ready) {
          grant(entries.get(i).wishes(), granted, aliases.get(i));
        }
      }
    }
    List<Listed> models = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Model model = withAliases(entries.get(i).model(), aliases.get(i));
      models.add(new Listed(model, entries.get(i).notReady()));
    }
    return models;
  }

  private void grant(List<String> wishes, Set<String> granted, List<String> aliases) {
    for (String wish : wishes) {
      if (!names.contains(key(wish)) && granted.add(key(wish))) {
        aliases.add(wish);
      }
    }
  }

  private static Model withAliases(Model m, List<String> aliases) {
    return new Model(
        m.name(),
        m.tier(),
        m.provider(),
        m.modelId(),
        m.prices(),
        m.contextWindow(),
        m.maxTokens(),
        m.capabilities(),
        aliases,
        m.latencyPrior(),
        m.qualityPrior(),
        m.reach(),
        m.onRequest(),
        m.origin());
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
