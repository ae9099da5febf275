package dev.rung.server.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.KeySet;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Timeouts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What becomes of a server's models while it does not answer. */
class SteadyProbeTest {
  private static final String URL = "http://127.0.0.1:11434";
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private final ProviderException slow = ProviderException.of(FailureKind.TIMEOUT, "was too slow");
  private final ProviderException gone = ProviderException.unreachable("no connection");

  private final ScriptedProbe server = new ScriptedProbe().with(URL, "llama3.2:3b");
  private final AtomicLong now = new AtomicLong();
  private final SteadyProbe probe = new SteadyProbe(server, now::get);

  @Test
  void keepsTheModelsOfAServerThatIsTooBusyToListThem() throws Exception {
    List<Probe.Offered> before = ask(URL);
    server.failing(URL, slow);
    now.addAndGet(SteadyProbe.PATIENCE.toNanos() - 1);

    assertThat(ask(URL)).isEqualTo(before).isNotEmpty();
  }

  @Test
  void givesItUpInTheEnd() throws Exception {
    assertThat(ask(URL)).isNotEmpty();
    server.failing(URL, slow);
    now.addAndGet(SteadyProbe.PATIENCE.toNanos());

    assertThatThrownBy(() -> ask(URL)).isSameAs(slow);
  }

  @Test
  void givesItUpAtOnceWhereNobodyListens() throws Exception {
    assertThat(ask(URL)).isNotEmpty();
    server.failing(URL, gone);
    assertThatThrownBy(() -> ask(URL)).isSameAs(gone);
    server.failing(URL, slow);

    assertThatThrownBy(() -> ask(URL)).isSameAs(slow);
  }

  @Test
  void takesNoOtherServersWordForIt() throws Exception {
    assertThat(ask(URL)).isNotEmpty();
    server.failing("http://127.0.0.1:9", slow);

    assertThatThrownBy(() -> ask("http://127.0.0.1:9")).isSameAs(slow);
  }

  @Test
  void endsBeforeWhoAsksDoes() throws Exception {
    assertThat(ask(URL)).isNotEmpty();

    assertThat(server.limits).containsExactly(Duration.ofMillis(1_800));
  }

  private List<Probe.Offered> ask(String url) throws Exception {
    return probe.models(settings(url), LIMIT);
  }

  private static ProviderSettings settings(String url) {
    return new ProviderSettings(
        "ollama",
        ProviderKind.OLLAMA,
        URI.create(url),
        KeySet.NONE,
        Timeouts.DEFAULT,
        ProviderSettings.DEFAULT_MAX_RESPONSE_BYTES);
  }
}
