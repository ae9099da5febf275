package dev.rung.server.http;

import dev.rung.server.call.Calls;
import dev.rung.server.call.CannotListen;
import dev.rung.server.call.Draining;
import dev.rung.server.call.Gate;
import dev.rung.server.engine.Operations;
import dev.rung.server.http.metrics.Metrics;
import dev.rung.server.http.openai.ChatCompletions;
import dev.rung.server.http.openai.ModelList;
import dev.rung.server.http.wire.HttpListener;
import dev.rung.server.http.wire.WireSettings;
import dev.rung.server.http.wire.WireTls;
import dev.rung.server.stats.Statistics;
import dev.rung.server.tenant.CertificateNames;
import dev.rung.server.tenant.Door;
import dev.rung.server.tls.ServerTls;
import dev.rung.server.tls.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The daemon's HTTP side. One start, then {@link #drain} and {@link #close}; safe for several
 * threads.
 */
public final class HttpServer implements AutoCloseable {
  /** So many bodies of the largest size may be here at once. */
  private static final int BODIES = 8;

  private final HttpSettings settings;
  private final Draining draining;
  private final HttpListener listener;

  /**
   * A server that does not listen yet.
   *
   * @param calls to the engine, with the workers that other doors use too; they stay open
   * @param door lets callers in
   * @param tls absent where nothing is encrypted
   * @param clock for the times that answers carry
   * @param nanoTime monotonic
   */
  public HttpServer(
      HttpSettings settings,
      Calls calls,
      Operations operations,
      Statistics statistics,
      Door door,
      Optional<ServerTls> tls,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.settings = settings;
    Gate gate = new Gate();
    this.draining = new Draining("http", gate, calls.workers(), settings.drainTimeout(), nanoTime);
    Site site =
        new Site(
            new Visitors(isLoopback(settings.address())),
            door,
            gate,
            calls.ids(),
            new ChatCompletions(
                calls, settings.maxTextBytes(), settings.defaultDeadline(), clock, nanoTime),
            new ModelList(operations, clock.instant()),
            new Metrics(statistics, operations));
    this.listener =
        new HttpListener(
            new WireSettings(
                settings.address(),
                settings.maxBodyBytes(),
                (long) BODIES * settings.maxBodyBytes(),
                settings.maxHeaderBytes(),
                settings.maxConnections(),
                settings.maxConnectionsOfOne(),
                settings.patience(),
                settings.idle(),
                settings.keepalive(),
                settings.handshake(),
                tls.map(HttpServer::wire)),
            site);
  }

  /**
   * Listens and serves.
   *
   * @throws IOException when the address cannot be had; says what to change
   */
  public void start() throws IOException {
    try {
      listener.start();
    } catch (IOException taken) {
      throw CannotListen.at(
          settings.address(), "OpenAI clients", "server.http_address", Optional.of("off"), taken);
    }
  }

  /** Where it listens. */
  public int port() {
    return listener.port();
  }

  /**
   * Stops serving without dropping requests: new ones are refused, those in flight finish or are
   * stopped when the drain timeout has passed. The port stays open until {@link #close()}.
   *
   * @return whether every request finished by itself
   */
  public boolean drain() {
    return draining.drain();
  }

  /** Closes the port and every connection; requests still in flight are cancelled. */
  @Override
  public void close() {
    listener.close();
  }

  private static WireTls wire(ServerTls tls) {
    return new WireTls(
        tls.keyManager(),
        tls.trustManager(),
        tls.settings().clientAuth() == TlsSettings.ClientAuth.REQUIRE,
        tls.settings().protocols(),
        tls.settings().ciphers(),
        session ->
            tls.vouchesFor(session) ? Optional.of(CertificateNames.of(session)) : Optional.empty());
  }

  private static boolean isLoopback(InetSocketAddress address) {
    InetAddress host = address.getAddress();
    return host != null && host.isLoopbackAddress();
  }
}
