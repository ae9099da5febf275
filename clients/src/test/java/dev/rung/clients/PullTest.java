package dev.rung.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.clients.Program.Finished;
import dev.rung.server.models.FakeHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./rung models pull}, stopped by Ctrl-C and run again. */
class PullTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String WEIGHTS = "model.safetensors";
  private static final int SOME = 300_000;

  @TempDir Path folder;

  private final FakeHub hub =
      new FakeHub()
          .with("config.json", "{\"architectures\":[\"PhiForCausalLM\"]}")
          .with("tokenizer.json", "{}")
          .withLarge(WEIGHTS, FakeHub.noise(1_000_000, 1));

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void goesOnWhereCtrlCEndedIt() throws Exception {
    hub.store().reply(hub.stallAfter(SOME));
    try (Program pull = pull()) {
      awaitPart(pull);
      pull.signal("INT");

      Finished stopped = pull.finish(LIMIT);
      assertThat(stopped.code()).isEqualTo(130);
      assertThat(stopped.err())
          .endsWith("Stopped. What came is kept: the same command goes on from there.\n");
    }
    assertThat(folder.resolve("models/small-phi")).doesNotExist();

    try (Program again = pull()) {
      Finished finished = again.finish(LIMIT);
      assertThat(finished.code()).as(finished.err()).isZero();
    }
    assertThat(hub.store().lastRequest().header("Range")).contains("bytes=" + SOME + "-");
    assertThat(folder.resolve("models/small-phi").resolve(WEIGHTS))
        .hasBinaryContent(hub.content(WEIGHTS));
  }

  private Program pull() throws IOException {
    return Program.startAtTerminal(
        folder,
        Map.of("HF_ENDPOINT", hub.endpoint().toString()),
        List.of(
            PackagedDaemon.root().resolve("rung").toString(),
            "models",
            "pull",
            FakeHub.ID.toString()));
  }

  private void awaitPart(Program pull) throws IOException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!partIsThere()) {
      if (!pull.alive() || System.nanoTime() > end) {
        throw new AssertionError("no part came\n" + pull.output());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private boolean partIsThere() throws IOException {
    Path staged = folder.resolve("models/.pull/small-phi");
    if (!Files.isDirectory(staged)) {
      return false;
    }
    try (Stream<Path> files = Files.list(staged)) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(".part") && file.toFile().length() == SOME) {
          return true;
        }
      }
      return false;
    }
  }
}
