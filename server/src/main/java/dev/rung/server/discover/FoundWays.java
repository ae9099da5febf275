package dev.rung.server.discover;

import dev.rung.server.config.CaFile;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.ConfiguredTransport;
import dev.rung.server.config.Loaded;
import dev.rung.server.config.ProxySettings;
import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Reach;
import dev.rung.server.provider.Transport;
import java.security.cert.X509Certificate;
import java.util.List;

/** The ways to providers: proxies and authorities as they stand now. */
record FoundWays(Environment environment) {

  /** The way there. No proxy is between here and this machine. */
  Loaded<Transport> of(ConfiguredTransport configured, Reach reach) {
    return switch (proxies(configured, reach)) {
      case Loaded.Bad<Proxies>(var advice) -> new Loaded.Bad<>(advice);
      case Loaded.Good<Proxies>(var proxies) ->
          switch (authorities(configured)) {
            case Loaded.Bad<List<X509Certificate>>(var advice) -> new Loaded.Bad<>(advice);
            case Loaded.Good<List<X509Certificate>>(var found) ->
                new Loaded.Good<>(new Transport(proxies, found, configured.maxConnections()));
          };
    };
  }

  /** What is wrong with a variable is no fault of a provider that it does not concern. */
  private Loaded<Proxies> proxies(ConfiguredTransport configured, Reach reach) {
    if (reach != Reach.REMOTE) {
      return new Loaded.Good<>(Proxies.NONE);
    }
    if (configured.proxies().isPresent()) {
      return new Loaded.Good<>(configured.proxies().get());
    }
    try {
      return new Loaded.Good<>(ProxySettings.of(environment.variables()));
    } catch (ConfigException refused) {
      return new Loaded.Bad<>(refused.problems().getFirst().message());
    }
  }

  private static Loaded<List<X509Certificate>> authorities(ConfiguredTransport configured) {
    return configured.caFile().map(CaFile::read).orElseGet(() -> new Loaded.Good<>(List.of()));
  }
}
