package dev.rung.server.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.provider.Proxies.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
  private static final Proxy PLAIN = new Proxy("plain", 1, Optional.empty());
  private static final Proxy SECURE = new Proxy("secure", 2, Optional.empty());

  @Test
  void eachSchemeHasItsOwn() {
    Proxies proxies = new Proxies(Optional.of(PLAIN), Optional.of(SECURE), List.of());

    assertThat(proxies.to(false, "hub.example", 80)).contains(PLAIN);
    assertThat(proxies.to(true, "hub.example", 443)).contains(SECURE);
    assertThat(Proxies.NONE.to(true, "hub.example", 443)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "hub.example, 443, false",
    "lab.example, 443, true",
    "deep.in.lab.example, 443, true",
    "otherlab.example, 443, false",
    "box, 8443, true",
    "box, 443, false",
    "10.0.0.7, 443, true",
    "110.0.0.7, 443, false",
    "localhost, 443, true",
    "127.0.0.9, 443, true",
    "::1, 443, true"
  })
  void someHostsAreReachedDirectly(String host, int port, boolean direct) {
    Proxies proxies =
        new Proxies(
            Optional.empty(), Optional.of(SECURE), List.of("lab.example", "box:8443", "10.0.0.7"));

    assertThat(proxies.to(true, host, port).isEmpty()).isEqualTo(direct);
  }

  @Test
  void anAsteriskIsEveryHost() {
    Proxies proxies = new Proxies(Optional.of(PLAIN), Optional.of(SECURE), List.of("*"));

    assertThat(proxies.to(true, "hub.example", 443)).isEmpty();
  }
}
