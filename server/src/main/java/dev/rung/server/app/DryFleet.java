package dev.rung.server.app;

import dev.rung.server.catalogue.Catalogue;
import dev.rung.server.config.Configuration;
import dev.rung.server.config.ConfiguredKey;
import dev.rung.server.config.ConfiguredModel;
import dev.rung.server.discover.Discovery;
import dev.rung.server.discover.Inventory;
import dev.rung.server.provider.KeySource;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.ProviderKind;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The models that a daemon would find, without asking anybody: servers on this machine are not
 * asked what they have.
 *
 * @param note which models these are, in a sentence
 */
record DryFleet(Inventory inventory, String note) {
  private static final String AS_IF = "as-if-set";

  /** With the keys of this environment; where no model is ready, as if every key were there. */
  static DryFleet look(
      Configuration configuration, Map<String, String> environment, InstantSource clock)
      throws InterruptedException {
    Catalogue catalogue = Catalogue.load();
    Discovery discovery =
        new Discovery(catalogue, RemoteAccess.kinds(), (provider, limit) -> List.of(), clock);
    Inventory found = discovery.look(configuration, environment);
    if (ready(found) > 0) {
      return new DryFleet(found, "%d models are ready.".formatted(ready(found)));
    }
    Inventory asIf = discovery.look(configuration, withEveryKey(configuration, environment));
    String which =
        configuration.models().isEmpty()
            ? "the shipped catalogue (%s)".formatted(catalogue.date())
            : "the configuration";
    return new DryFleet(
        asIf,
        "No model is ready here, so these are the %d of %s as if every key were set."
            .formatted(ready(asIf), which));
  }

  List<Listed> ready() {
    return inventory.models().stream().filter(DryFleet::serves).toList();
  }

  /** What a reader of figures must know of models without a price; empty where there are none. */
  String unpricedNote() {
    List<String> names =
        ready().stream()
            .map(Listed::model)
            .filter(model -> model.prices().isEmpty())
            .map(Model::name)
            .toList();
    return names.isEmpty()
        ? ""
        : " Not priced, so that what they serve counts as nothing: %s."
            .formatted(String.join(", ", names));
  }

  private static long ready(Inventory inventory) {
    return inventory.models().stream().filter(DryFleet::serves).count();
  }

  private static boolean serves(Listed listed) {
    return listed.notReady().isEmpty() && !listed.model().onRequest();
  }

  private static Map<String, String> withEveryKey(
      Configuration configuration, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>();
    Catalogue catalogue = Catalogue.load();
    for (ProviderKind kind : ProviderKind.values()) {
      catalogue.provider(kind).keyVariables().stream()
          .findFirst()
          .ifPresent(variable -> all.put(variable, AS_IF));
    }
    configuration.providers().values().stream()
        .flatMap(provider -> provider.keys().stream())
        .map(ConfiguredKey::source)
        .forEach(source -> {
          if (source instanceof KeySource.Variable(var variable)) {
            all.put(variable, AS_IF);
          }
        });
    configuration.models().stream()
        .map(ConfiguredModel::apiKeyEnv)
        .forEach(variable -> variable.ifPresent(name -> all.put(name, AS_IF)));
    all.putAll(environment);
    return all;
  }
}
