package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.CreateTenantKeyRequest;
import dev.rung.v1.ExportFeedbackRequest;
import dev.rung.v1.FeedbackRecord;
import dev.rung.v1.FeedbackRequest;
import dev.rung.v1.FeedbackResponse;
import dev.rung.v1.GenerateResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was said of an answer outlives the daemon that was told of it. */
@Timeout(600)
class KilledAfterFeedbackTest {
  @TempDir private Path folder;
  private final ScriptedProvider small =
      ScriptedProvider.start().otherwise(Replies.openAi("well done"));

  @AfterEach
  void close() {
    small.close();
  }

  @Test
  void aVerdictIsThereAfterTheDaemonWasKilled() throws Exception {
    Path file = folder.resolve("rung.toml");
    Files.writeString(file, "[discovery]\nenabled = false\n\n" + model("tier2", "small", small));
    String one;
    GenerateResponse answer;
    FeedbackResponse said;
    try (DaemonProcess daemon = DaemonProcess.start(file, folder.resolve("state"))) {
      one = key(daemon, "one", List.of("generate", "stats", "admin"));
      answer = daemon.router(one).generate(request());
      said = daemon.router(one).feedback(verdict(answer));
      daemon.kill();
    }

    try (DaemonProcess daemon = DaemonProcess.start(file, folder.resolve("state"))) {
      List<FeedbackRecord> kept = new ArrayList<>();
      daemon
          .admin(one)
          .exportFeedback(ExportFeedbackRequest.getDefaultInstance())
          .forEachRemaining(kept::add);
      FeedbackResponse again = daemon.router(one).feedback(verdict(answer));

      assertThat(kept)
          .singleElement()
          .satisfies(record -> {
            assertThat(record.getId()).isEqualTo(answer.getId());
            assertThat(record.getTenant()).isEqualTo("one");
            assertThat(record.getModel()).isEqualTo("small");
            assertThat(record.getComment()).isEqualTo("short and right");
          });
      assertThat(again).isEqualTo(said.toBuilder().setRepeated(true).build());
    }
  }

  private static FeedbackRequest verdict(GenerateResponse answer) {
    return FeedbackRequest.newBuilder()
        .setId(answer.getId())
        .setRating(0.75)
        .setComment("short and right")
        .build();
  }

  private static String key(DaemonProcess daemon, String tenant, List<String> scopes) {
    CreateTenantKeyRequest wanted =
        CreateTenantKeyRequest.newBuilder().setTenant(tenant).addAllScopes(scopes).build();
    return "Bearer " + daemon.admin("").createTenantKey(wanted).getKey();
  }
}
