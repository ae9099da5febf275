package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.rpc.Errors;
import dev.rung.server.time.Eventually;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.ReloadConfigRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user's templates and tables while the daemon runs. */
class TemplateReloadTest {
  private static final String QUESTION = "Where is the first-aid kit?";

  @TempDir private Path folder;
  private Path toml;
  private Path csv;

  @BeforeEach
  void write() throws IOException {
    toml = folder.resolve("office.toml");
    csv = folder.resolve("office.csv");
    Files.writeString(toml, "[[faq]]\nname = \"office\"\nfile = \"office.csv\"\n");
    Files.writeString(csv, "question,answer\n" + QUESTION + ",In the kitchen.\n");
  }

  @Test
  void aChangedTableTakesEffectWithoutARestart() throws Exception {
    try (RunningDaemon daemon = start()) {
      assertThat(ask(daemon)).isEqualTo("In the kitchen.");

      Files.writeString(csv, "question,answer\n" + QUESTION + ",In the hall.\n");

      Eventually.until("the new answer is given", () -> ask(daemon).equals("In the hall."));
    }
  }

  @Test
  void anErroneousTableIsReportedWithItsLineAndTheOldOneStaysInUse() throws Exception {
    try (RunningDaemon daemon = start()) {
      Files.writeString(csv, "question,answer\nIs it open?,Yes.\nbroken\n");

      StatusRuntimeException error = reloadError(daemon);

      assertThat(error.getMessage()).contains("office.csv:3: has 1 cells");
      assertThat(ask(daemon)).isEqualTo("In the kitchen.");
    }
  }

  @Test
  void anErroneousTemplateIsReportedWithItsLineAndTheOldOneStaysInUse() throws Exception {
    try (RunningDaemon daemon = start()) {
      Files.writeString(toml, Files.readString(toml) + "\n[[template]]\nname = \"x\"\n");

      StatusRuntimeException error = reloadError(daemon);

      assertThat(error.getMessage()).contains("office.toml:5: a template needs patterns");
      assertThat(ask(daemon)).isEqualTo("In the kitchen.");
    }
  }

  private RunningDaemon start() {
    return RunningDaemon.with("[templates]\ndir = '" + folder + "'\n");
  }

  private static StatusRuntimeException reloadError(RunningDaemon daemon) {
    return Errors.of(() -> daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance()));
  }

  private static String ask(RunningDaemon daemon) {
    return daemon
        .router()
        .generate(GenerateRequest.newBuilder().setPrompt(QUESTION).build())
        .getText();
  }
}
