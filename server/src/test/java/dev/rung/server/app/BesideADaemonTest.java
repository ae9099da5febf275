package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that ask no daemon, in this process, while a daemon runs in another one. */
class BesideADaemonTest {
  @TempDir private static Path folder;
  private static DaemonProcess daemon;

  private Typed typed = new Typed(0, "", "");

  @BeforeAll
  static void startADaemon() throws IOException {
    Files.writeString(folder.resolve("rung.toml"), "[discovery]\nenabled = false\n");
    daemon = DaemonProcess.start(folder.resolve("rung.toml"), folder.resolve("state"));
  }

  @AfterAll
  static void end() throws InterruptedException {
    daemon.close();
  }

  @ParameterizedTest(name = "rung {0}")
  @CsvSource({
    "models list --in-process, MODEL",
    "keys check --in-process, No provider has or needs a key.",
    "route explain --in-process hello, tier 0",
  })
  void whatOnlyAsksIsAnswered(String command, String shown) throws IOException {
    int code = types("state", command);

    assertThat(typed.err()).isEmpty();
    assertThat(code).isZero();
    assertThat(typed.out()).contains(shown);
  }

  @ParameterizedTest(name = "rung {0}")
  @CsvSource({"generate --in-process hello", "cache purge --all --in-process"})
  void whatMaySpendOrChangeSomethingIsRefused(String command) throws IOException {
    int code = types("state", command);

    assertThat(code).isEqualTo(1);
    assertThat(typed.err())
        .contains("another daemon keeps its state in " + folder.resolve("state"))
        .contains("let it answer: without --in-process");
    assertThat(typed.out()).isEmpty();
  }

  @Test
  void whatOnlyAsksLeavesNothingBehind() throws IOException {
    assertThat(types("unused", "models list --in-process")).isZero();
    assertThat(folder.resolve("unused")).doesNotExist();
  }

  private int types(String state, String command) {
    String[] arguments =
        Stream.concat(
                Stream.of("--config", folder.resolve("rung.toml").toString()),
                Stream.of(command.split(" ", -1)))
            .toArray(String[]::new);
    typed = Typed.in(Map.of("RUNG_STORE_FOLDER", folder.resolve(state).toString()), arguments);
    return typed.code();
  }
}
