package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.ProviderSettings;
import java.util.function.LongSupplier;

/**
 * Opens HTTP clients and owns the thread that watches over their calls. Close the clients first.
 * Safe for several threads.
 */
public final class HttpClients implements AutoCloseable {
  private final Watchdog watchdog;

  private HttpClients(Watchdog watchdog) {
    this.watchdog = watchdog;
  }

  /**
   * Starts the watching thread.
   *
   * @param nanoTime {@link System#nanoTime()} or a test's own
   */
  public static HttpClients start(LongSupplier nanoTime) {
    return new HttpClients(Watchdog.start(nanoTime));
  }

  /** A client with connections of its own; the caller closes it. Opens none yet. */
  public ProviderHttp open(ProviderSettings settings) {
    return new ApacheHttp(settings, watchdog, ApacheHttp.TRUSTED_IDLE);
  }

  @Override
  public void close() {
    watchdog.close();
  }
}
