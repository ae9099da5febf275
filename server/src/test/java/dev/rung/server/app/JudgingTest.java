package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.FeedbackRequest;
import dev.rung.v1.FeedbackResponse;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.ModelStats;
import dev.rung.v1.StatsRequest;
import dev.rung.v1.Strategy;
import dev.rung.v1.Tier;
import io.grpc.Status.Code;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers say of answers, through a whole daemon and over its restarts. */
class JudgingTest {
  @TempDir private Path state;

  private final ScriptedProvider first = ScriptedProvider.start().otherwise(Replies.openAi("one"));
  private final ScriptedProvider second = ScriptedProvider.start().otherwise(Replies.openAi("two"));
  private RunningDaemon daemon = RunningDaemon.with("");

  @BeforeEach
  void open() {
    daemon.close();
    daemon = start();
  }

  @AfterEach
  void close() {
    daemon.close();
    first.close();
    second.close();
  }

  private RunningDaemon start() {
    String models =
        model("tier2", "first", first)
                .replace("[[models.tier2]]", "[[models.tier2]]\nquality = 0.8")
            + model("tier2", "second", second)
                .replace("[[models.tier2]]", "[[models.tier2]]\nquality = 0.7");
    return RunningDaemon.with(models, Map.of("RUNG_STORE_FOLDER", state.toString()));
  }

  @Test
  void aVerdictIsJoinedToItsAnswerAlsoAfterARestart() {
    GenerateResponse answer = daemon.router().generate(request());
    FeedbackResponse said = daemon.router().feedback(thumbs(answer, true));
    daemon.close();

    daemon = start();
    FeedbackResponse again = daemon.router().feedback(thumbs(answer, true));
    FeedbackResponse other = daemon.router().feedback(thumbs(answer, false));

    assertThat(said.getModel()).isEqualTo(answer.getModel());
    assertThat(said.getTier()).isEqualTo(Tier.TIER_2_SMALL);
    assertThat(said.getCostNanos()).isEqualTo(answer.getCostNanos()).isPositive();
    assertThat(again).isEqualTo(said.toBuilder().setRepeated(true).build());
    assertThat(other.getRepeated()).isFalse();
    assertThat(other.getQuality()).isLessThan(said.getQuality());
  }

  @Test
  void badVerdictsMoveTheChoiceOfAModel() {
    GenerateRequest best = request().toBuilder().setStrategy(Strategy.QUALITY_FIRST).build();
    for (int i = 0; i < 5; i++) {
      GenerateResponse answer = daemon.router().generate(best);
      assertThat(answer.getModel()).isEqualTo("first");
      daemon.router().feedback(thumbs(answer, false));
    }

    GenerateResponse after = daemon.router().generate(best);

    assertThat(after.getModel()).isEqualTo("second");
    ModelStats stats =
        daemon.router().stats(StatsRequest.getDefaultInstance()).getByModelList().stream()
            .filter(model -> model.getModel().equals("first"))
            .findFirst()
            .orElseThrow();
    assertThat(stats.getQualityScore()).isCloseTo(0.4, within(1e-9));
    assertThat(stats.hasCompilationSuccessRate()).isFalse();
  }

  @Test
  void templatesTakeFeedbackToo() {
    GenerateResponse answer =
        daemon.router().generate(GenerateRequest.newBuilder().setPrompt("What is 2 + 2?").build());

    FeedbackResponse said = daemon.router().feedback(thumbs(answer, true));

    assertThat(said.getModel()).isEmpty();
    assertThat(said.hasQuality()).isFalse();
    assertThat(said.getTier()).isEqualTo(Tier.TIER_0_TEMPLATE);
  }

  @Test
  void anIdOfNobodyIsNotFound() {
    GenerateResponse nobody = GenerateResponse.newBuilder().setId("nobody").build();

    assertThat(Errors.code(Errors.of(() -> daemon.router().feedback(thumbs(nobody, true)))))
        .isEqualTo(Code.NOT_FOUND);
  }

  private static FeedbackRequest thumbs(GenerateResponse answer, boolean up) {
    return FeedbackRequest.newBuilder().setId(answer.getId()).setThumbsUp(up).build();
  }
}
