package dev.rung.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.clients.Program.Finished;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Ctrl-C and SIGTERM do to a call in flight. */
class SignalsTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir Path folder;

  private final ScriptedProvider provider = ScriptedProvider.start();
  private PackagedDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    daemon =
        PackagedDaemon.start(
            folder, Models.oneRemote(provider.baseUrl()), Map.of("OPENAI_API_KEY", "k"), List.of());
  }

  @AfterEach
  void stop() {
    daemon.close();
    provider.close();
  }

  @Test
  void ctrlCEndsTheCallAtTheProvider() throws Exception {
    provider.reply(exchange -> {
      exchange.startEvents();
      exchange.write(OpenAiWire.delta("begun"));
      exchange.hang();
    });

    try (Program generate = generate()) {
      generate.awaitOutput("begun", LIMIT);
      generate.signal("INT");

      Finished finished = generate.finish(LIMIT);
      assertThat(finished.code()).isEqualTo(130);
      assertThat(finished.err()).isEmpty();
    }
    provider.awaitClientGone(LIMIT);
  }

  @Test
  void sigtermLetsACallInFlightFinish() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    provider.reply(exchange -> {
      exchange.startEvents();
      exchange.write(OpenAiWire.delta("begun, "));
      goOn.await();
      exchange.write(OpenAiWire.delta("finished"));
      exchange.write(OpenAiWire.finish("stop"));
      exchange.write(OpenAiWire.DONE);
      exchange.finish();
    });

    try (Program generate = generate()) {
      generate.awaitOutput("begun", LIMIT);
      daemon.terminate();
      daemon.awaitRefusal(LIMIT);
      goOn.countDown();

      Finished finished = generate.finish(LIMIT);
      assertThat(finished.out()).isEqualTo("begun, finished\n");
      assertThat(finished.code()).isZero();
    }
    assertThat(daemon.finish().code()).isZero();
  }

  private Program generate() throws Exception {
    String launcher = PackagedDaemon.root().resolve("rung").toString();
    return Program.startAtTerminal(
        folder, daemon.environment(), List.of(launcher, "generate", "--no-templates", "Count."));
  }
}
