package dev.rung.server.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ServeCommandTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(
          InputStream.nullInputStream(),
          new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
          new PrintStream(err, true, UTF_8),
          false,
          false);

  @Test
  void isToldToEndDuringAStartThatDoesNotEnd() {
    CompletableFuture<Optional<LocalDaemon>> stuck = new CompletableFuture<>();

    assertThat(ServeCommand.awaited(stuck, Duration.ZERO, terminal)).isEmpty();
    assertThat(err.toString(UTF_8)).contains("the start did not end in 0 s: ended without it");
  }

  @Test
  void showsWhatATerminalWouldObeyInTheNamesThatServersGiveTheirModels() throws Exception {
    ScriptedDaemon daemon = new ScriptedDaemon();
    daemon.table = "1  evil\u001b]0;title\u0007  127.0.0.1:11434  ready\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream seen = new PrintStream(out, true, UTF_8);

    ServeCommand.announce(
        daemon, new Terminal(InputStream.nullInputStream(), seen, seen, true, true));
    daemon.close();

    assertThat(out.toString(UTF_8))
        .contains("evil", "title", "ready\n", "Serving on port")
        .doesNotContain("\u001b", "\u0007");
  }

  @Test
  void saysNothingMoreOfAStartThatFailed() {
    CompletableFuture<Optional<LocalDaemon>> failed =
        CompletableFuture.completedFuture(Optional.empty());

    assertThat(ServeCommand.awaited(failed, Duration.ZERO, terminal)).isEmpty();
    assertThat(err.toString(UTF_8)).isEmpty();
  }
}
