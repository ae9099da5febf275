package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.CachePolicy;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.PurgeCacheRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Daemons one after the other, with one folder for their state. */
class KeepingAnswersTest {
  private static final String PROMPT = "What is the capital of France?";

  @TempDir private Path folder;
  private final ScriptedProvider small = ScriptedProvider.start();

  @AfterEach
  void close() {
    small.close();
  }

  private RunningDaemon start() {
    return RunningDaemon.with(
        model("tier2", "small", small) + "[cache]\nsimilar = true\n",
        Map.of("RUNG_STORE_FOLDER", folder.toString()));
  }

  private static GenerateRequest.Builder request(String prompt) {
    return GenerateRequest.newBuilder().setModel("small").setPrompt(prompt);
  }

  /** Asks the cache alone until it has read its file; what is there in the end must be there. */
  private static GenerateResponse awaitHit(RunningDaemon daemon, String prompt) {
    long end = System.nanoTime() + RunningDaemon.PATIENCE.toNanos();
    while (true) {
      try {
        return daemon.router().generate(request(prompt).setCache(CachePolicy.ONLY).build());
      } catch (StatusRuntimeException notYet) {
        assertThat(notYet.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(System.nanoTime()).as("restored in time").isLessThan(end);
        LockSupport.parkNanos(5_000_000);
      }
    }
  }

  @Test
  void givesAgainWhatTheDaemonBeforeWasAnswered() {
    small.openAi("Paris");
    try (RunningDaemon first = start()) {
      first.router().generate(request(PROMPT).build());
    }

    try (RunningDaemon second = start()) {
      GenerateResponse hit = awaitHit(second, PROMPT);

      assertThat(hit.getText()).isEqualTo("Paris");
      assertThat(hit.getCache().getSavedNanos()).isPositive();
      assertThat(small.requests()).hasSize(1);
    }
  }

  @Test
  void asksAgainForWhatWasPurgedBefore() {
    String kept = "Name a large river in Africa.";
    small.openAi("Paris").openAi("the Nile").openAi("Paris, again");
    try (RunningDaemon first = start()) {
      GenerateResponse answer = first.router().generate(request(PROMPT).build());
      first.router().generate(request(kept).build());
      first.admin().purgeCache(PurgeCacheRequest.newBuilder().setId(answer.getId()).build());
    }

    try (RunningDaemon second = start()) {
      assertThat(awaitHit(second, kept).getText()).isEqualTo("the Nile");
      assertThat(second.router().generate(request(PROMPT).build()).getText())
          .isEqualTo("Paris, again");
    }
  }

  @Test
  void startsWithADamagedFile() throws Exception {
    Files.writeString(folder.resolve("cache.db"), "no file of SQLite at all ".repeat(100));
    small.openAi("Paris");

    try (RunningDaemon daemon = start()) {
      assertThat(daemon.router().generate(request(PROMPT).build()).getText()).isEqualTo("Paris");
      assertThat(awaitHit(daemon, PROMPT).getText()).isEqualTo("Paris");
    }
    assertThat(folder.resolve("cache.db.damaged")).exists();
  }
}
