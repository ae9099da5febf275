package dev.rung.server.provider;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The way to a provider.
 *
 * @param authorities whose certificates are believed, and no others; empty means those of the JVM
 * @param maxConnections open at once; further calls wait for one
 */
public record Transport(Proxies proxies, List<X509Certificate> authorities, int maxConnections) {
  public static final int DEFAULT_MAX_CONNECTIONS = 256;

  /** Directly, with the authorities of the JVM. */
  public static final Transport DIRECT =
      new Transport(Proxies.NONE, List.of(), DEFAULT_MAX_CONNECTIONS);

  public Transport {
    authorities = List.copyOf(authorities);
    if (maxConnections < 1) {
      throw new IllegalArgumentException("max_connections must be 1 or more");
    }
  }

  /** The certificates themselves would fill pages. */
  @Override
  public String toString() {
    return "Transport["
        + proxies
        + ", "
        + authorities.size()
        + " authorities, "
        + maxConnections
        + " connections]";
  }
}
