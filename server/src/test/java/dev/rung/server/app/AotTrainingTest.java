package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.app.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that fails would leave the launcher without a cache, and nobody would be told. */
class AotTrainingTest {
  @TempDir private Path folder;

  @Test
  void everyCallOfTheTrainingIsAnswered() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    AotTraining.run(
        new Terminal(
            new ByteArrayInputStream(new byte[0]), printTo(out), printTo(err), false, false),
        folder);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("37.5\n37.5\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(folder.resolve("state")).isDirectoryContaining("glob:**.db");
  }

  private static PrintStream printTo(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
