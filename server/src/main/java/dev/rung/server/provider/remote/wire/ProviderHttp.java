package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.ProviderException;

/**
 * A blocking HTTP/1.1 client with the connections of one provider.
 *
 * <p>Sends a request exactly once: no retries, redirects, cookies or compression. Safe for several
 * threads. Interrupting a calling thread closes its connection: at once where the thread is
 * virtual, within the watchdog's tick where it is not.
 */
public interface ProviderHttp extends AutoCloseable {

  /**
   * Sends a request and waits for the response's head.
   *
   * @throws ProviderException when there is no response in time, or none at all
   */
  HttpExchange send(HttpCall call) throws ProviderException, InterruptedException;

  /** Closes every connection; calls in flight fail as unavailable. */
  @Override
  void close();
}
