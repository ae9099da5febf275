package dev.rung.server.provider;

import java.net.URI;
import java.util.Optional;

/**
 * How a provider is reached.
 *
 * @param name as models refer to it
 * @param baseUrl without a trailing slash; for LOCAL it is not read
 * @param keys one of which goes with every call, where there are any
 * @param apiVersion the version of the provider's interface that is asked for, where it has
 *     versions; absent leaves it to the dialect
 * @param maxResponseBytes a longer response is cut and fails
 */
public record ProviderSettings(
    String name,
    ProviderKind kind,
    URI baseUrl,
    KeySet keys,
    Optional<String> apiVersion,
    Timeouts timeouts,
    long maxResponseBytes,
    Transport transport) {
  public static final long DEFAULT_MAX_RESPONSE_BYTES = 32L * 1024 * 1024;

  public ProviderSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a provider's name must not be blank");
    }
    if (maxResponseBytes < 1) {
      throw new IllegalArgumentException("max_response_bytes must be 1 or more");
    }
  }

  /** Of the dialect's usual version, reached directly. */
  public ProviderSettings(
      String name,
      ProviderKind kind,
      URI baseUrl,
      KeySet keys,
      Timeouts timeouts,
      long maxResponseBytes) {
    this(name, kind, baseUrl, keys, Optional.empty(), timeouts, maxResponseBytes, Transport.DIRECT);
  }
}
