package dev.rung.server.discover;

import dev.rung.server.catalogue.KnownModel;
import dev.rung.server.provider.Hosts;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.Reach;
import java.util.Optional;

/** What a model costs where its configuration does not say. */
final class Pricing {
  /** Ollama's own cloud, which bills; every other Ollama runs on a machine of somebody's own. */
  private static final String OLLAMA_CLOUD = "ollama.com";

  private Pricing() {}

  /** Nothing on this machine, the vendor's price at the vendor's own place, else not known. */
  static Optional<Prices> of(Providers.Source source, KnownModel known) {
    if (source.provider().reach() != Reach.REMOTE || isOwnOllama(source)) {
      return Optional.of(Prices.FREE);
    }
    boolean atVendor = source.vendors() && known.kind() == source.kind();
    return atVendor ? known.prices() : Optional.empty();
  }

  private static boolean isOwnOllama(Providers.Source source) {
    String host = Hosts.host(source.provider().settings().baseUrl());
    return source.kind() == ProviderKind.OLLAMA
        && !host.equals(OLLAMA_CLOUD)
        && !host.endsWith("." + OLLAMA_CLOUD);
  }
}
