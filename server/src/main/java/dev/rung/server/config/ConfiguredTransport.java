package dev.rung.server.config;

import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Transport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The way to a provider, as it was written.
 *
 * @param proxies absent means those that the environment names
 * @param caFile of authorities that are believed instead of the JVM's
 */
public record ConfiguredTransport(
    Optional<Proxies> proxies, Optional<Path> caFile, int maxConnections) {
  private static final String NONE = "none";
  private static final Format<Proxies> PROXY =
      Format.parsed("the http URL of a proxy, or none", ConfiguredTransport::proxies).keptSecret();
  private static final Format<Integer> CONNECTIONS = Format.count(1, 65_536);

  public static final ConfiguredTransport DEFAULT =
      new ConfiguredTransport(
          Optional.empty(), Optional.empty(), Transport.DEFAULT_MAX_CONNECTIONS);

  public ConfiguredTransport {
    CONNECTIONS.check("max_connections", maxConnections);
  }

  static ConfiguredTransport read(Section section) {
    return new ConfiguredTransport(
        section.find("proxy", PROXY),
        section.find("ca_file", Format.PATH).map(section.reading()::resolve),
        section.get("max_connections", CONNECTIONS, DEFAULT.maxConnections));
  }

  /** What is named for a provider holds for both schemes and every host. */
  private static Optional<Proxies> proxies(String text) {
    if (text.equals(NONE)) {
      return Optional.of(Proxies.NONE);
    }
    return ProxySettings.parsed(text)
        .map(proxy -> new Proxies(Optional.of(proxy), Optional.of(proxy), List.of()));
  }
}
