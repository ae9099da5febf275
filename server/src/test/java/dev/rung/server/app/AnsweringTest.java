package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.Complexity;
import dev.rung.v1.FinishReason;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.Image;
import dev.rung.v1.Message;
import dev.rung.v1.Part;
import dev.rung.v1.ResetStatsRequest;
import dev.rung.v1.Role;
import dev.rung.v1.RoutingDecision;
import dev.rung.v1.StatsRequest;
import dev.rung.v1.StatsResponse;
import dev.rung.v1.Strategy;
import dev.rung.v1.StrategyPreview;
import dev.rung.v1.Tier;
import dev.rung.v1.TierStats;
import dev.rung.v1.Tool;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnsweringTest {
  private final ScriptedProvider small = ScriptedProvider.start();
  private final ScriptedProvider large = ScriptedProvider.start();
  private final RunningDaemon daemon =
      RunningDaemon.with(model("tier2", "small", small) + model("tier4", "large", large));

  @AfterEach
  void close() {
    daemon.close();
    small.close();
    large.close();
  }

  @Test
  void answersFromATemplateWithoutAnyModel() {
    GenerateResponse response =
        daemon
            .router()
            .generate(GenerateRequest.newBuilder().setPrompt("What is 12.5 * 3?").build());

    assertThat(response.getText()).isEqualTo("37.5");
    assertThat(response.getTier()).isEqualTo(Tier.TIER_0_TEMPLATE);
    assertThat(response.getCostNanos()).isZero();
    assertThat(response.getDecision().getSignals(0).getName()).isEqualTo("template:arithmetic");
    assertThat(small.requests()).isEmpty();
  }

  @Test
  void sendsEachTaskToTheTierThatItNeeds() {
    small.openAi("easy");
    large.openAi("hard");

    GenerateResponse easy = daemon.router().generate(request());
    GenerateResponse hard =
        daemon.router().generate(GenerateRequest.newBuilder().setPrompt("Design Twitter.").build());

    assertThat(easy.getModel()).isEqualTo("small");
    assertThat(hard.getModel()).isEqualTo("large");
    assertThat(hard.getDecision().getClassifiedTier()).isEqualTo(Tier.TIER_4_LARGE);
    assertThat(hard.getDecision().getComplexity()).isEqualTo(Complexity.COMPLEX);
  }

  @Test
  void streamsTheSameThatItAnswersInOnePiece() {
    small.openAi("Hel", "lo ", "wörld 🌍").openAi("Hel", "lo ", "wörld 🌍");

    GenerateResponse unary = daemon.router().generate(request());
    List<GenerateChunk> chunks = daemon.stream(request());

    StringBuilder text = new StringBuilder();
    chunks.forEach(chunk -> text.append(chunk.getDelta()));
    GenerateResponse last = chunks.getLast().getFinal();
    assertThat(text.toString()).isEqualTo("Hello wörld 🌍").isEqualTo(unary.getText());
    assertThat(chunks.stream().filter(GenerateChunk::hasFinal)).hasSize(1);
    assertThat(last.getText()).isEmpty();
    assertThat(last.getFinishReason()).isEqualTo(FinishReason.STOP);
    assertThat(last.getUsage()).isEqualTo(unary.getUsage());
    assertThat(last.getCostNanos()).isEqualTo(unary.getCostNanos());
  }

  @Test
  void accountsForTokensAndMoneyExactly() {
    small.openAi("one", " two");

    GenerateResponse response = daemon.router().generate(request());

    long input = response.getUsage().getInputTokens();
    long output = response.getUsage().getOutputTokens();
    assertThat(input).isEqualTo(9);
    assertThat(response.getUsage().getEstimated()).isFalse();
    assertThat(response.getCostNanos()).isEqualTo(input * 1_000 + output * 2_000);
    assertThat(response.getCostUsd()).isEqualTo(response.getCostNanos() / 1e9);
  }

  @Test
  void servesAModelByItsAliasInAnyCase() {
    large.openAi("ok");

    GenerateResponse response =
        daemon.router().generate(request().toBuilder().setModel("LARGE-alias").build());

    assertThat(response.getModel()).isEqualTo("large");
    assertThat(small.requests()).isEmpty();
  }

  @Test
  void passesToolsImagesAndSamplingOn() {
    small.openAi("ok");
    GenerateRequest request =
        GenerateRequest.newBuilder()
            .addMessages(Message.newBuilder().setRole(Role.SYSTEM).setContent("Be brief."))
            .addMessages(
                Message.newBuilder()
                    .setRole(Role.USER)
                    .addParts(Part.newBuilder().setText("What is this?"))
                    .addParts(
                        Part.newBuilder()
                            .setImage(
                                Image.newBuilder()
                                    .setData(ByteString.copyFromUtf8("png"))
                                    .setMimeType("image/png"))))
            .addTools(
                Tool.newBuilder()
                    .setName("look_up")
                    .setDescription("Looks something up")
                    .setParametersSchema("{\"type\":\"object\"}"))
            .setModel("small")
            .setMaxTokens(77)
            .setTemperature(0)
            .setSeed(5)
            .addStop("END")
            .build();

    daemon.router().generate(request);

    ReceivedRequest sent = small.lastRequest();
    assertThat(sent.header("authorization")).contains("Bearer k-secret");
    assertThat(sent.says("\"model\":\"small\"")).isTrue();
    assertThat(sent.says("data:image/png;base64,cG5n")).isTrue();
    assertThat(sent.says("\"name\":\"look_up\"")).isTrue();
    assertThat(sent.says("\"max_tokens\":77")).isTrue();
    assertThat(sent.says("\"temperature\":0")).isTrue();
    assertThat(sent.says("\"seed\":5")).isTrue();
    assertThat(sent.says("\"stop\":[\"END\"]")).isTrue();
  }

  @Test
  void explainsADecisionWithoutCallingAnybody() {
    RoutingDecision decision =
        daemon.router().route(request().toBuilder().setCompareStrategies(true).build());

    assertThat(decision.getModel()).isEqualTo("small");
    assertThat(decision.getCandidatesList()).hasSize(2);
    assertThat(decision.getStrategiesList())
        .filteredOn(preview -> preview.getStrategy() == Strategy.QUALITY_FIRST)
        .extracting(StrategyPreview::getModel)
        .hasSize(1);
    assertThat(decision.getStrategiesList()).hasSize(6);
    assertThat(small.requests()).isEmpty();
    assertThat(large.requests()).isEmpty();
  }

  @Test
  void countsEverythingUntilItIsReset() {
    small.otherwise(Replies.openAi("ok"));
    daemon.router().generate(request());
    daemon.router().generate(request());
    daemon.router().generate(GenerateRequest.newBuilder().setPrompt("What is 2 + 2?").build());

    StatsResponse stats = daemon.router().stats(StatsRequest.getDefaultInstance());
    daemon.router().resetStats(ResetStatsRequest.getDefaultInstance());
    StatsResponse after = daemon.router().stats(StatsRequest.getDefaultInstance());

    assertThat(stats.getTotalRequests()).isEqualTo(3);
    assertThat(stats.getSuccessRate()).isEqualTo(1);
    assertThat(stats.getRoutingEnabled()).isTrue();
    assertThat(stats.getCostNanos()).isPositive().isLessThan(stats.getBaselineCostNanos() + 1);
    assertThat(stats.getByTierList())
        .filteredOn(tier -> tier.getFigures().getCount() > 0)
        .extracting(TierStats::getTier)
        .containsExactlyInAnyOrder(Tier.TIER_0_TEMPLATE, Tier.TIER_2_SMALL);
    assertThat(after.getTotalRequests()).isZero();
    assertThat(after.getSince().getSeconds()).isGreaterThanOrEqualTo(stats.getSince().getSeconds());
  }
}
