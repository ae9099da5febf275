package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Proxies.Login;
import dev.rung.server.provider.Proxies.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {

  @Test
  void thereAreNoneByDefault() throws ConfigException {
    assertThat(ProxySettings.of(Map.of("HTTPS_PROXY", " ", "NO_PROXY", "")))
        .isEqualTo(Proxies.NONE);
  }

  @Test
  void readsEveryVariable() throws ConfigException {
    Proxies proxies =
        ProxySettings.of(
            Map.of(
                "HTTPS_PROXY", "http://secure.example.org:3128/",
                "HTTP_PROXY", "plain.example.org:8080",
                "NO_PROXY", "localhost, .Corp.Example *.lab.example,10.0.0.7:8443,*"));

    assertThat(proxies)
        .isEqualTo(
            new Proxies(
                Optional.of(new Proxy("plain.example.org", 8080, Optional.empty())),
                Optional.of(new Proxy("secure.example.org", 3128, Optional.empty())),
                List.of("localhost", "corp.example", "lab.example", "10.0.0.7:8443", "*")));
  }

  @Test
  void oneVariableMayStandForBoth() throws ConfigException {
    Proxies proxies = ProxySettings.of(Map.of("ALL_PROXY", "http://p", "HTTP_PROXY", "http://q"));

    assertThat(proxies.forHttps()).contains(new Proxy("p", 80, Optional.empty()));
    assertThat(proxies.forHttp()).contains(new Proxy("q", 80, Optional.empty()));
  }

  @Test
  void lowerCaseComesFirst() throws ConfigException {
    Proxies proxies =
        ProxySettings.of(Map.of("https_proxy", "http://low", "HTTPS_PROXY", "http://high"));

    assertThat(proxies.forHttps()).map(Proxy::host).contains("low");
  }

  @ParameterizedTest
  @CsvSource({
    "http://me:p%40ss+word@proxy:1, me, p@ss+word",
    "http://me@proxy:1, me, ''",
    "http://me:@proxy:1, me, ''"
  })
  void readsLoginsAndShowsNone(String url, String user, String password) throws ConfigException {
    Proxies proxies = ProxySettings.of(Map.of("HTTPS_PROXY", url));

    assertThat(proxies.forHttps().flatMap(Proxy::login)).contains(new Login(user, password));
    assertThat(proxies.toString()).doesNotContain("p@ss").contains("redacted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socks5://proxy:1080",
        "https://proxy:443",
        "http://proxy:99999",
        "http://proxy/secret",
        "http://",
        "http://a b",
        "http://me:%zz@proxy"
      })
  void refusesWhatIsNoProxyWithoutShowingIt(String url) {
    assertThatThrownBy(() -> ProxySettings.of(Map.of("HTTPS_PROXY", url)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("HTTPS_PROXY must be the http URL of a proxy")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("socks5");
  }
}
