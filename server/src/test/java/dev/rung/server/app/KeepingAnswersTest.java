package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.config.ConfigException;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.store.Store;
import dev.rung.v1.CachePolicy;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.PurgeCacheRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.Base64;
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
    return start("similar = true");
  }

  private RunningDaemon start(String settings) {
    return start(settings, "");
  }

  private RunningDaemon start(String settings, String cacheKey) {
    return RunningDaemon.with(
        model("tier2", "small", small) + "[cache]\n" + settings + "\n",
        Map.of("RUNG_STORE_FOLDER", folder.toString(), "CACHE_KEY", cacheKey));
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
  void answersWhoseTimeIsOverLeaveTheDiskUnasked() throws Exception {
    small.openAi("Paris");
    try (RunningDaemon first = start()) {
      first.router().generate(request(PROMPT).build());
    }
    assertThat(rows()).isEqualTo(1);

    try (RunningDaemon second = start("ttl = \"1s\"")) {
      long end = System.nanoTime() + RunningDaemon.PATIENCE.toNanos();
      while (rows() > 0) {
        assertThat(System.nanoTime()).as("gone in time").isLessThan(end);
        LockSupport.parkNanos(5_000_000);
      }
      assertThat(second.daemon().grpcPort()).isPositive();
    }
  }

  private int rows() throws Exception {
    return Store.look(
        folder.resolve("cache.db"),
        db -> {
          try (ResultSet row = db.prepared("SELECT count(*) FROM answer").executeQuery()) {
            return row.getInt(1);
          }
        });
  }

  @Test
  void encryptsWhatIsOnTheDiskWithAKeyFromTheEnvironment() throws Exception {
    String sealed = "encryption_key_env = \"CACHE_KEY\"";
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    small.openAi("Paris is the capital");
    try (RunningDaemon first = start(sealed, key)) {
      first.router().generate(request(PROMPT).build());
    }
    assertThat(rows()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("cache.db"), StandardCharsets.ISO_8859_1))
        .doesNotContain("Paris");

    try (RunningDaemon second = start(sealed, key)) {
      assertThat(awaitHit(second, PROMPT).getText()).isEqualTo("Paris is the capital");
    }
  }

  @Test
  void doesNotStartWhereTheKeyIsNoneAndDoesNotShowWhatIsThere() {
    assertThatThrownBy(() -> start("encryption_key_env = \"CACHE_KEY\"", "a-bad-key").close())
        .rootCause()
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("cache.encryption_key_env names CACHE_KEY, which must hold 32 random")
        .hasMessageNotContaining("a-bad-key");
    assertThat(folder.resolve("ledger.slots")).doesNotExist();
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
