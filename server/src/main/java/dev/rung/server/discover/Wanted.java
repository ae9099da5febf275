package dev.rung.server.discover;

import dev.rung.server.config.ConfiguredKey;
import dev.rung.server.config.ConfiguredProvider;
import dev.rung.server.config.ConfiguredTransport;
import dev.rung.server.provider.KeySource;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Timeouts;
import java.util.List;
import java.util.Optional;

/** What is set for a provider, whatever its kind and place. */
record Wanted(
    List<ConfiguredKey> keys,
    Optional<String> apiVersion,
    Timeouts timeouts,
    long maxResponseBytes,
    ConfiguredTransport transport) {

  /** Of one that no table configures. */
  static final Wanted USUAL =
      new Wanted(
          List.of(),
          Optional.empty(),
          Timeouts.DEFAULT,
          ProviderSettings.DEFAULT_MAX_RESPONSE_BYTES,
          ConfiguredTransport.DEFAULT);

  Wanted {
    keys = List.copyOf(keys);
  }

  static Wanted of(ConfiguredProvider configured) {
    return new Wanted(
        configured.keys(),
        configured.apiVersion(),
        configured.timeouts(),
        configured.maxResponseBytes(),
        configured.transport());
  }

  /** The same with the key in this variable alone. */
  Wanted withKey(String variable) {
    ConfiguredKey key = new ConfiguredKey(variable, new KeySource.Variable(variable), 1);
    return new Wanted(List.of(key), apiVersion, timeouts, maxResponseBytes, transport);
  }
}
