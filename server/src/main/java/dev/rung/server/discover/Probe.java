package dev.rung.server.discover;

import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks a server which models it has. Safe for several threads. */
public interface Probe {

  /**
   * Every model of the server.
   *
   * @param limit by when it must have ended
   * @throws ProviderException when nothing answers, or nothing that is understood
   * @throws InterruptedException at once when the thread is interrupted
   */
  List<Offered> models(ProviderSettings provider, Duration limit)
      throws ProviderException, InterruptedException;

  /**
   * A model that a server offers.
   *
   * @param id as requests name it
   * @param size of its parameters as the server writes it, such as "3.2B"
   * @param contextWindow in tokens
   */
  record Offered(String id, Optional<String> size, OptionalInt contextWindow) {}
}
