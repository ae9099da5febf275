package dev.rung.server.catalogue;

import dev.rung.server.provider.ProviderKind;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A kind of provider as its vendor runs it.
 *
 * @param baseUrl absent for models of this process
 * @param keyVariables the environment variables that may hold its key, the usual one first
 */
public record KnownProvider(ProviderKind kind, Optional<URI> baseUrl, List<String> keyVariables) {
  public KnownProvider {
    keyVariables = List.copyOf(keyVariables);
  }
}
