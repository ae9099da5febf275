package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.provider.UnsentException;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * {@link ProviderHttp} on Apache HttpClient's classic API.
 *
 * <p>Sockets have no timeout of their own: on a virtual thread each read would set and cancel a
 * timer. The watchdog keeps all limits instead, by cancelling the request.
 */
final class ApacheHttp implements ProviderHttp {
  /** A connection that was idle for longer is looked at before use, which costs a millisecond. */
  static final Duration TRUSTED_IDLE = Duration.ofMillis(100);

  /** What waits for a call for longer is closed. */
  private static final TimeValue KEEP_ALIVE = TimeValue.ofSeconds(50);

  private static final String USER_AGENT = "rung";
  private static final int MAX_HEADERS = 200;
  private static final int MAX_LINE_CHARACTERS = 32 * 1024;

  private final ProviderSettings settings;
  private final Watchdog watchdog;
  private final PoolingHttpClientConnectionManager connections;
  private final CloseableHttpClient client;
  private final Runnable retiring = this::retire;
  private volatile boolean closed;

  /**
   * Opens no connection yet.
   *
   * @param trustedIdle how long a connection may have been idle to be used without a look; zero
   *     looks always
   */
  ApacheHttp(ProviderSettings settings, Watchdog watchdog, Duration trustedIdle) {
    this(
        settings,
        watchdog,
        trustedIdle,
        new Lookups(SystemDefaultDnsResolver.INSTANCE, settings.timeouts().connect()));
  }

  /** The same, with names looked up so. */
  ApacheHttp(ProviderSettings settings, Watchdog watchdog, Duration trustedIdle, Lookups names) {
    this.settings = settings;
    this.watchdog = watchdog;
    this.connections = connections(settings, trustedIdle, names);
    this.client = client(settings, connections);
    watchdog.tend(retiring);
  }

  @Override
  public HttpExchange send(HttpCall call) throws ProviderException, InterruptedException {
    if (Thread.interrupted()) {
      throw new UnsentException("interrupted before the request was sent");
    }
    if (closed) {
      throw IoFailure.closed(settings.name());
    }
    if (call.deadline().isPast()) {
      throw Cutoff.DEADLINE.failure(settings.name()).unsent();
    }
    return ApacheExchange.open(this, call);
  }

  @Override
  public void close() {
    closed = true;
    watchdog.leave(retiring);
    client.close(CloseMode.IMMEDIATE);
  }

  CloseableHttpClient client() {
    return client;
  }

  ProviderSettings settings() {
    return settings;
  }

  Watchdog watchdog() {
    return watchdog;
  }

  boolean closed() {
    return closed;
  }

  /** How many connections are open, and how many of them wait for a call. */
  PoolStats pool() {
    return connections.getTotalStats();
  }

  /** On a thread of its own, since saying goodbye over TLS may wait for the far end. */
  private void retire() {
    if (pool().getAvailable() > 0) {
      Thread.ofVirtual().name("rung-retire-", 0).start(() -> retire(KEEP_ALIVE));
    }
  }

  /** Closes what has waited for a call for this long. */
  void retire(TimeValue idle) {
    connections.closeIdle(idle);
  }

  private static CloseableHttpClient client(
      ProviderSettings settings, HttpClientConnectionManager connections) {
    Timeouts timeouts = settings.timeouts();
    Proxies proxies = settings.transport().proxies();
    RequestConfig requests =
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(timeouts.connect()))
            .setConnectionKeepAlive(KEEP_ALIVE)
            .setProtocolUpgradeEnabled(false)
            .build();
    HttpClientBuilder builder = HttpClientBuilder.create();
    if (!proxies.equals(Proxies.NONE)) {
      builder
          .setRoutePlanner(new ProxyRoutes(proxies))
          .setDefaultCredentialsProvider(ProxyRoutes.logins(proxies));
    }
    return builder
        .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "sent", SentRequest::noted)
        .setConnectionManager(connections)
        .setDefaultRequestConfig(requests)
        .setUserAgent(USER_AGENT)
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableContentCompression()
        .disableAuthCaching()
        .disableConnectionState()
        .build();
  }

  private static PoolingHttpClientConnectionManager connections(
      ProviderSettings settings, Duration trustedIdle, DnsResolver names) {
    Timeout connect = Timeout.of(settings.timeouts().connect());
    int most = settings.transport().maxConnections();
    PoolingHttpClientConnectionManagerBuilder builder =
        PoolingHttpClientConnectionManagerBuilder.create();
    if (!settings.transport().authorities().isEmpty()) {
      builder.setTlsSocketStrategy(Trust.only(settings.transport().authorities()));
    }
    return builder
        .setDnsResolver(names)
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxHeaderCount(MAX_HEADERS)
                        .setMaxLineLength(MAX_LINE_CHARACTERS)
                        .build())
                .build())
        .setMaxConnPerRoute(most)
        .setMaxConnTotal(most)
        .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(Timeout.DISABLED)
                .setValidateAfterInactivity(TimeValue.of(trustedIdle))
                .build())
        .build();
  }
}
