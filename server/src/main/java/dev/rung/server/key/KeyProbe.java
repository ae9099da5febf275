package dev.rung.server.key;

import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderSettings;
import java.time.Duration;
import java.util.Optional;

/** Makes the cheapest call that a provider answers. Safe for several threads. */
@FunctionalInterface
public interface KeyProbe {

  /**
   * Returns when the provider has answered.
   *
   * @param key to ask with; absent asks without any
   * @param limit for all of it
   * @throws ProviderException when it refuses, or is not reached
   */
  void ask(ProviderSettings provider, Optional<ApiKey> key, Duration limit)
      throws ProviderException, InterruptedException;
}
