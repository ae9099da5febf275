package dev.rung.server.discover;

import dev.rung.server.provider.Advice;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import java.util.List;

/**
 * Everything that was found, and everything that is missing.
 *
 * @param models in the order of the configuration, then as found; each says why it is not ready
 * @param checkpoints of the models that run in this process
 * @param missing the tiers without a ready model, lowest first
 * @param advice what to do about missing tiers and models
 * @param notes what its operator should know
 */
public record Inventory(
    List<FoundProvider> providers,
    List<Listed> models,
    List<FoundCheckpoint> checkpoints,
    List<Missing> missing,
    Advice advice,
    List<String> notes) {
  public Inventory {
    providers = List.copyOf(providers);
    models = List.copyOf(models);
    checkpoints = List.copyOf(checkpoints);
    missing = List.copyOf(missing);
    notes = List.copyOf(notes);
  }

  /** Every provider, for reports. */
  public List<ProviderSettings> settings() {
    return providers.stream().map(FoundProvider::settings).toList();
  }

  /** The providers that a client is to be built for; no other may be connected to. */
  public List<ProviderSettings> clients() {
    return providers.stream()
        .filter(provider -> provider.notReady().isEmpty())
        .map(FoundProvider::settings)
        .filter(settings -> settings.kind() != ProviderKind.LOCAL)
        .toList();
  }
}
