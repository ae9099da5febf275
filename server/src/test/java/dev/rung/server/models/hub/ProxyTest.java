package dev.rung.server.models.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.config.HubId;
import dev.rung.server.config.HubSettings;
import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Proxies.Login;
import dev.rung.server.provider.Proxies.Proxy;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.provider.remote.wire.HttpClients;
import dev.rung.server.scripted.ScriptedProvider;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hub that is reached through a proxy; the scripted server is the proxy. */
@Timeout(600)
class ProxyTest {
  private static final HubId ID = new HubId("acme", "small-phi");
  private static final String LISTING =
      "{\"sha\": \"%s\", \"siblings\": []}".formatted("c".repeat(40));
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ScriptedProvider proxy = ScriptedProvider.start();
  private final HttpClients clients = HttpClients.start(System::nanoTime);

  @AfterEach
  void close() {
    clients.close();
    proxy.close();
  }

  @Test
  void plainRequestsAreHandedToTheProxyWhole() throws Exception {
    proxy.respond(200, LISTING);

    try (Hub hub = hub("http://hub.example", Optional.empty())) {
      assertThat(hub.list(ID, "main").files()).isEmpty();
    }

    assertThat(proxy.lastRequest().path())
        .isEqualTo("http://hub.example/api/models/acme/small-phi/revision/main?blobs=true");
  }

  @Test
  void aTunnelIsAskedForWhereTheHubSpeaksHttps() throws Exception {
    proxy.respond(502, "");

    try (Hub hub = hub("https://hub.example", Optional.empty())) {
      HubException failure = catchThrowableOfType(HubException.class, () -> hub.list(ID, "main"));

      assertThat(failure.isPassing()).isTrue();
    }
    assertThat(proxy.lastRequest().method()).isEqualTo("CONNECT");
    assertThat(proxy.lastRequest().path()).isEqualTo("hub.example:443");
    assertThat(proxy.lastRequest().header("Authorization")).isEmpty();
  }

  @Test
  void theProxyIsToldWhoAsksWhenItWantsToKnow() throws Exception {
    proxy.respond(407, Map.of("Proxy-Authenticate", "Basic realm=\"way out\""), "");
    proxy.respond(200, LISTING);

    try (Hub hub = hub("http://hub.example", Optional.of(new Login("me", "p@ss")))) {
      hub.list(ID, "main");
    }

    assertThat(proxy.lastRequest().header("Proxy-Authorization")).contains("Basic bWU6cEBzcw==");
  }

  @Test
  void aProxyThatWantsAnotherLoginIsNamed() throws Exception {
    proxy.respond(407, Map.of("Proxy-Authenticate", "Basic realm=\"way out\""), "");

    try (Hub hub = hub("http://hub.example", Optional.empty())) {
      HubException failure = catchThrowableOfType(HubException.class, () -> hub.list(ID, "main"));

      assertThat(failure.text()).startsWith("the proxy on the way to hub.example wants another");
    }
  }

  @Test
  void thisMachineIsReachedDirectly() throws Exception {
    try (ScriptedProvider server = ScriptedProvider.start()) {
      server.respond(200, LISTING);
      try (Hub hub = hub(server.rootUrl().toString(), Optional.empty())) {
        hub.list(ID, "main");
      }
      assertThat(server.requests()).hasSize(1);
    }
    assertThat(proxy.requests()).isEmpty();
  }

  private Hub hub(String endpoint, Optional<Login> login) {
    Optional<Proxy> way =
        Optional.of(new Proxy(proxy.rootUrl().getHost(), proxy.rootUrl().getPort(), login));
    return new Hub(
        new HubSettings(URI.create(endpoint), Optional.empty(), new Proxies(way, way, List.of())),
        false,
        clients,
        new Timeouts(LONG, LONG, LONG),
        InstantSource.system(),
        System::nanoTime);
  }
}
