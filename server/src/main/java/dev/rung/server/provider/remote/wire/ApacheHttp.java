package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Timeouts;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
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

  private static final int MAX_CONNECTIONS = 256;
  private static final TimeValue KEEP_ALIVE = TimeValue.ofSeconds(50);
  private static final String USER_AGENT = "rung";
  private static final int MAX_HEADERS = 200;
  private static final int MAX_LINE_CHARACTERS = 32 * 1024;

  private final ProviderSettings settings;
  private final Watchdog watchdog;
  private final CloseableHttpClient client;
  private volatile boolean closed;

  /**
   * Opens no connection yet.
   *
   * @param trustedIdle how long a connection may have been idle to be used without a look; zero
   *     looks always
   */
  ApacheHttp(ProviderSettings settings, Proxies proxies, Watchdog watchdog, Duration trustedIdle) {
    this.settings = settings;
    this.watchdog = watchdog;
    this.client = client(settings.timeouts(), proxies, trustedIdle);
  }

  @Override
  public HttpExchange send(HttpCall call) throws ProviderException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the request was sent");
    }
    if (closed) {
      throw IoFailure.closed(settings.name());
    }
    if (call.deadline().isPast()) {
      throw Cutoff.DEADLINE.failure(settings.name());
    }
    return ApacheExchange.open(this, call);
  }

  @Override
  public void close() {
    closed = true;
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

  private static CloseableHttpClient client(
      Timeouts timeouts, Proxies proxies, Duration trustedIdle) {
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
        .setConnectionManager(connections(timeouts, trustedIdle))
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

  private static HttpClientConnectionManager connections(Timeouts timeouts, Duration trustedIdle) {
    Timeout connect = Timeout.of(timeouts.connect());
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxHeaderCount(MAX_HEADERS)
                        .setMaxLineLength(MAX_LINE_CHARACTERS)
                        .build())
                .build())
        .setMaxConnPerRoute(MAX_CONNECTIONS)
        .setMaxConnTotal(MAX_CONNECTIONS)
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
