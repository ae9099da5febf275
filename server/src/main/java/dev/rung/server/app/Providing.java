package dev.rung.server.app;

import dev.rung.server.config.Configuration;
import dev.rung.server.config.LocalSettings;
import dev.rung.server.discover.FoundCheckpoint;
import dev.rung.server.discover.Inventory;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Roster;
import dev.rung.server.provider.local.LocalCheckpoint;
import dev.rung.server.provider.local.LocalModels;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Makes the providers of an inventory: a client for each server, one for all of this process. */
record Providing(RemoteAccess remote, LocalModels local) {

  /** The models of an inventory, with a client for each provider that may be reached. */
  Roster roster(Configuration configuration, Inventory inventory) {
    Map<String, Provider> providers = new HashMap<>();
    for (ProviderSettings settings : inventory.clients()) {
      providers.put(settings.name(), remote.create(settings));
    }
    addLocal(configuration.local(), inventory, providers);
    return new Roster(inventory.models(), inventory.settings(), providers, inventory.advice());
  }

  private void addLocal(
      LocalSettings settings, Inventory inventory, Map<String, Provider> providers) {
    Map<String, FoundCheckpoint> found = new HashMap<>();
    inventory.checkpoints().forEach(checkpoint -> found.put(checkpoint.model(), checkpoint));
    Map<String, LocalCheckpoint> wanted = new HashMap<>();
    Set<String> names = new HashSet<>();
    Set<String> eager = new HashSet<>();
    for (Listed listed : inventory.models()) {
      Model model = listed.model();
      FoundCheckpoint checkpoint = found.get(model.name());
      if (checkpoint != null && listed.notReady().isEmpty()) {
        wanted.put(model.name(), LocalTerms.local(settings, checkpoint));
        names.add(model.provider());
        if (settings.load() == LocalSettings.Load.EAGER && !model.onRequest()) {
          eager.add(model.name());
        }
      }
    }
    if (!wanted.isEmpty()) {
      Provider all = local.provider(wanted, eager);
      names.forEach(name -> providers.put(name, all));
    }
  }
}
