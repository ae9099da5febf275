package dev.rung.server.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.provider.Hosts;
import dev.rung.server.provider.Reach;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far away a place is, and where OLLAMA_HOST says it is. */
class PlacesTest {
  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:1/v1, LOOPBACK",
    "http://127.200.3.4, LOOPBACK",
    "http://[::1]:8080, LOOPBACK",
    "http://[::ffff:127.0.0.1]:8080, LOOPBACK",
    "http://localhost:1, LOOPBACK",
    "http://LOCALHOST, LOOPBACK",
    "http://0.0.0.0:1, LOOPBACK",
    "http://10.0.0.1, REMOTE",
    "http://[fe80::1], REMOTE",
    "https://api.openai.com/v1, REMOTE",
    "http://localhost.example, REMOTE",
    "http://127.0.0.1.nip.io, REMOTE",
    "http://128.0.0.1, REMOTE",
  })
  void tellsThisMachineFromOthers(String url, Reach reach) {
    assertThat(Hosts.reach(URI.create(url))).isEqualTo(reach);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:11434/v1, http://127.0.0.1:11434/v1",
    "https://LocalHost/a/b, https://127.0.0.1/a/b",
    "http://0.0.0.0:1, http://127.0.0.1:1",
    "http://[::]:1, http://[::1]:1",
    "http://lab.example:1/v1, http://lab.example:1/v1",
  })
  void writesThisMachineAsALiteralAddress(String url, String literal) {
    assertThat(Hosts.literal(URI.create(url))).isEqualTo(URI.create(literal));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:11434",
    "127.0.0.1:1234, http://127.0.0.1:1234",
    ":1234, http://127.0.0.1:1234",
    "gpu-box, http://gpu-box:11434",
    "http://gpu-box, http://gpu-box",
    "https://gpu-box:8443/ollama/, https://gpu-box:8443/ollama",
    "::1, http://[::1]:11434",
    "[::1], http://[::1]:11434",
    "[::1]:1234, http://[::1]:1234",
    "0.0.0.0, http://0.0.0.0:11434",
  })
  void readsEveryFormOfOllamaHost(String text, String url) {
    assertThat(OllamaHost.parse(text)).contains(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "ftp://a", "http://", "a:b:c", "host:port"})
  void refusesWhatIsNoOllamaHost(String text) {
    assertThat(OllamaHost.parse(text)).isEmpty();
  }

  @Test
  void takesAPlaceWithoutAHostAsRemote() {
    assertThat(Hosts.reach(URI.create("mailto:a"))).isEqualTo(Reach.REMOTE);
  }
}
