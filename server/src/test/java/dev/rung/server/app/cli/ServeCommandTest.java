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
  void saysNothingMoreOfAStartThatFailed() {
    CompletableFuture<Optional<LocalDaemon>> failed =
        CompletableFuture.completedFuture(Optional.empty());

    assertThat(ServeCommand.awaited(failed, Duration.ZERO, terminal)).isEmpty();
    assertThat(err.toString(UTF_8)).isEmpty();
  }
}
