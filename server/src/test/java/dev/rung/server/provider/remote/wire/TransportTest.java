package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.KeySet;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Proxies.Proxy;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.provider.Transport;
import dev.rung.server.scripted.Certificate;
import dev.rung.server.scripted.Front;
import dev.rung.server.scripted.ScriptedProvider;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way to a provider: authorities, tunnels, and how connections are kept. */
@Timeout(300)
class TransportTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String HOST = "provider.example";
  private static final Certificate OWN = Certificate.of(HOST);

  private final ScriptedProvider server = ScriptedProvider.start();
  private final Front tls = Front.tls(OWN, server.rootUrl().getPort());
  private final Watchdog watchdog = Watchdog.start(System::nanoTime);

  @AfterEach
  void close() {
    watchdog.close();
    tls.close();
    server.close();
  }

  private ApacheHttp open(Transport transport, Timeouts timeouts) {
    return new ApacheHttp(
        new ProviderSettings(
            "lab",
            ProviderKind.OPENAI,
            URI.create("https://" + HOST),
            KeySet.NONE,
            Optional.empty(),
            timeouts,
            1 << 20,
            transport),
        watchdog,
        ApacheHttp.TRUSTED_IDLE);
  }

  private ApacheHttp believing(X509Certificate... authorities) {
    return open(
        new Transport(Proxies.NONE, List.of(authorities), 8), new Timeouts(LONG, LONG, LONG));
  }

  private static HttpCall get(String uri) {
    return HttpCall.get(URI.create(uri), List.of(), Deadline.after(LONG, System::nanoTime));
  }

  private static String ask(ProviderHttp http, String uri)
      throws ProviderException, InterruptedException {
    try (HttpExchange exchange = http.send(get(uri))) {
      return exchange.readAll(100).text();
    }
  }

  private static ProviderException failure(ProviderHttp http, String uri) {
    return catchThrowableOfType(ProviderException.class, () -> ask(http, uri));
  }

  @Test
  void believesTheAuthoritiesThatAreNamed() throws Exception {
    server.respond(200, "{}");

    try (ApacheHttp http = believing(OWN.certificate())) {
      assertThat(ask(http, "https://127.0.0.1:" + tls.port() + "/v1")).isEqualTo("{}");
    }
  }

  @Test
  void believesNobodyElse() {
    Certificate another = Certificate.of(HOST);
    String uri = "https://127.0.0.1:" + tls.port() + "/v1";

    try (ApacheHttp usual = believing();
        ApacheHttp other = believing(another.certificate())) {
      assertThat(failure(usual, uri).text()).isEqualTo("lab failed to agree on TLS");
      assertThat(failure(other, uri).text()).isEqualTo("lab failed to agree on TLS");
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void wantsTheServersNameInItsCertificate() {
    try (ApacheHttp http = believing(OWN.certificate())) {
      assertThat(failure(http, "https://localhost:" + tls.port() + "/v1").text())
          .isEqualTo("lab failed to agree on TLS");
    }
  }

  @Test
  void goesThroughATunnelThatTheProxyCannotLookInto() throws Exception {
    server.respond(200, "{}").respond(200, "{}");
    try (Front proxy = Front.proxy(tls.port())) {
      Optional<Proxy> way = Optional.of(new Proxy("127.0.0.1", proxy.port(), Optional.empty()));
      Transport transport =
          new Transport(new Proxies(way, way, List.of()), List.of(OWN.certificate()), 8);

      try (ApacheHttp http = open(transport, new Timeouts(LONG, LONG, LONG))) {
        assertThat(ask(http, "https://" + HOST + "/v1/secret")).isEqualTo("{}");
        assertThat(ask(http, "https://" + HOST + "/v1/secret")).isEqualTo("{}");
      }

      assertThat(proxy.asked()).singleElement().asString().startsWith("CONNECT " + HOST + ":443 ");
      assertThat(proxy.asked().getFirst()).doesNotContain("secret");
      assertThat(server.lastRequest().path()).isEqualTo("/v1/secret");
    }
  }

  @Test
  void opensNoMoreConnectionsThanAreAllowed() throws Exception {
    server.hang();
    Transport one = new Transport(Proxies.NONE, List.of(), 1);
    Timeouts impatient = new Timeouts(Duration.ofMillis(100), LONG, LONG);
    try (ApacheHttp http = open(one, impatient);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = threads.submit(() -> ask(http, server.baseUrl().toString()));
      server.awaitRequest(LONG);

      assertThat(failure(http, server.baseUrl().toString()).text())
          .isEqualTo("lab has no free connection");

      assertThat(server.connections()).isEqualTo(1);
      first.cancel(true);
    }
  }

  @Test
  void closesWhatWaitsForNobody() throws Exception {
    server.respond(200, "{}").respond(200, "{}");
    try (ApacheHttp http = believing()) {
      ask(http, server.baseUrl().toString());
      assertThat(http.pool().getAvailable()).isEqualTo(1);

      http.retire(TimeValue.ofHours(1));
      assertThat(http.pool().getAvailable()).isEqualTo(1);
      http.retire(TimeValue.ZERO_MILLISECONDS);

      assertThat(http.pool().getAvailable()).isZero();
      ask(http, server.baseUrl().toString());
      assertThat(server.connections()).isEqualTo(2);
    }
  }
}
