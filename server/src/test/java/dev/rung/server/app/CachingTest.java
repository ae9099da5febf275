package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.CacheHit;
import dev.rung.v1.CachePolicy;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.PurgeCacheRequest;
import dev.rung.v1.StatsRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A daemon that keeps its answers, asked over its sockets. */
class CachingTest {
  private final ScriptedProvider small = ScriptedProvider.start();
  private final RunningDaemon daemon =
      RunningDaemon.with(model("tier2", "small", small) + "[cache]\nsimilar = true\n");

  @AfterEach
  void close() {
    daemon.close();
    small.close();
  }

  private static GenerateRequest.Builder request(String prompt) {
    return GenerateRequest.newBuilder().setModel("small").setPrompt(prompt);
  }

  private GenerateResponse ask(String prompt) {
    return daemon.router().generate(request(prompt).build());
  }

  @Test
  void answersTheSameAgainFromTheCacheForNothing() {
    small.openAi("Paris");

    GenerateResponse first = ask("What is the capital of France?");
    GenerateResponse again = ask("What is the capital of France?");

    assertThat(small.requests()).hasSize(1);
    assertThat(first.getCacheHit()).isFalse();
    assertThat(first.hasCache()).isFalse();
    assertThat(again.getText()).isEqualTo("Paris");
    assertThat(again.getCacheHit()).isTrue();
    assertThat(again.getCostNanos()).isZero();
    assertThat(again.getCache().getKind()).isEqualTo(CacheHit.Kind.EXACT);
    assertThat(again.getCache().getSavedNanos()).isEqualTo(first.getCostNanos()).isPositive();
    assertThat(daemon.router().stats(StatsRequest.getDefaultInstance()).getCacheHitRate())
        .isEqualTo(0.5);
  }

  @Test
  void answersAnotherWordingAndNoOtherQuestion() {
    small.openAi("Paris").openAi("Warsaw");
    ask("What is the capital of France?");

    GenerateResponse reworded = ask("hello, what is the captial of france please");
    GenerateResponse other = ask("What is the capital of Poland?");

    assertThat(reworded.getText()).isEqualTo("Paris");
    assertThat(reworded.getCache().getKind()).isEqualTo(CacheHit.Kind.SIMILAR);
    assertThat(other.getText()).isEqualTo("Warsaw");
    assertThat(small.requests()).hasSize(2);
  }

  @Test
  void takesAnotherWordingForWhoAsksForIt() {
    small.openAi("Paris").openAi("Paris!");
    try (RunningDaemon strict =
        RunningDaemon.with(model("tier2", "small", small) + "[cache]\nenabled = true\n")) {
      strict
          .router()
          .generate(request("What is the capital of France?").setCacheSimilar(true).build());

      GenerateRequest.Builder reworded = request("hello, what is the captial of france please");
      GenerateResponse asked = strict.router().generate(reworded.setCacheSimilar(true).build());
      GenerateResponse not = strict.router().generate(reworded.clearCacheSimilar().build());

      assertThat(asked.getCache().getKind()).isEqualTo(CacheHit.Kind.SIMILAR);
      assertThat(not.getText()).isEqualTo("Paris!");
      assertThat(not.getCacheHit()).isFalse();
    }
  }

  @Test
  void keepsAnswersOfTheOnlyModelToTasksOfEveryTier() {
    small.otherwise(Replies.openAi("as well as it can"));
    GenerateRequest hard =
        GenerateRequest.newBuilder()
            .setPrompt("Design the architecture of a payment service for ten million customers.")
            .build();
    GenerateRequest easy =
        GenerateRequest.newBuilder().setPrompt("Format this list as JSON: a, b, c").build();

    for (GenerateRequest request : List.of(hard, easy)) {
      GenerateResponse first = daemon.router().generate(request);
      GenerateResponse again = daemon.router().generate(request);

      assertThat(first.getCacheHit()).isFalse();
      assertThat(first.getDecision().getDegradedList()).hasSize(1);
      assertThat(again.getCacheHit()).isTrue();
      assertThat(again.getDecision().getDegradedList())
          .isEqualTo(first.getDecision().getDegradedList());
    }
    assertThat(small.requests()).hasSize(2);
  }

  @Test
  void streamsAHitAsAnAnswer() {
    small.openAi("Paris");
    ask("What is the capital of France?");

    List<GenerateChunk> chunks = daemon.stream(request("What is the capital of France?").build());

    assertThat(chunks.getFirst().getDelta()).isEqualTo("Paris");
    assertThat(chunks.getLast().getFinal().getCacheHit()).isTrue();
  }

  @Test
  void asksAgainAfterAPurgeAndWhereTheCallerWantsNoneOfIt() {
    small.openAi("one").openAi("two").openAi("three");
    GenerateResponse first = ask("Tell me a story about a robot.");

    GenerateResponse bypassing =
        daemon
            .router()
            .generate(
                request("Tell me a story about a robot.").setCache(CachePolicy.BYPASS).build());
    long purged =
        daemon
            .admin()
            .purgeCache(PurgeCacheRequest.newBuilder().setId(first.getId()).build())
            .getEntries();
    GenerateResponse after = ask("Tell me a story about a robot.");

    assertThat(bypassing.getText()).isEqualTo("two");
    assertThat(purged).isEqualTo(1);
    assertThat(after.getText()).isEqualTo("three");
  }
}
