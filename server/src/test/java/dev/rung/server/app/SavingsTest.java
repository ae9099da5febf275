package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.GetCostsRequest;
import dev.rung.v1.GetCostsResponse;
import dev.rung.v1.StatsRequest;
import dev.rung.v1.StatsResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was saved by asking nobody, against everything at tier 4. */
@Timeout(600)
class SavingsTest {
  /** 17 characters and what frames a turn: 9 tokens. Its answer "37.5" is one. */
  private static final GenerateRequest SUM =
      GenerateRequest.newBuilder().setPrompt("What is 12.5 * 3?").build();

  private static final long SUM_AT_TIER_4 = 9 * 10_000 + 20_000;

  /** 30 characters and what frames a turn: 12 tokens. Its answer "Paris" is two. */
  private static final GenerateRequest QUESTION =
      GenerateRequest.newBuilder()
          .setModel("small")
          .setPrompt("What is the capital of France?")
          .build();

  private static final long QUESTION_AT_TIER_4 = 12 * 10_000 + 2 * 20_000;

  private final ScriptedProvider server =
      ScriptedProvider.start().otherwise(Replies.openAi("Paris"));
  private final RunningDaemon daemon =
      RunningDaemon.with(
          model("tier2", "small", server)
              + model("tier4", "large", server)
                  .replace("cost_per_million = 1.0", "cost_per_million = 10.0")
                  .replace("cost_per_million = 2.0", "cost_per_million = 20.0")
              + "[cache]\nenabled = true\n");

  @AfterEach
  void close() {
    daemon.close();
    server.close();
  }

  @Test
  void answersThatNoModelWasAskedForAreComparedWithTier4() {
    daemon.router().generate(SUM);
    GenerateResponse asked = daemon.router().generate(QUESTION);
    GenerateResponse kept = daemon.router().generate(QUESTION);
    assertThat(kept.getCacheHit()).isTrue();

    GetCostsResponse costs = daemon.admin().getCosts(GetCostsRequest.getDefaultInstance());
    StatsResponse stats = daemon.router().stats(StatsRequest.getDefaultInstance());

    List<GetCostsResponse.Line> lines = costs.getLinesList();
    assertThat(baseline(lines, "template")).isEqualTo(SUM_AT_TIER_4);
    assertThat(baseline(lines, "cache")).isEqualTo(QUESTION_AT_TIER_4);
    long asAsked = baseline(lines, "small");
    assertThat(asAsked)
        .isEqualTo(
            asked.getUsage().getInputTokens() * 10_000
                + asked.getUsage().getOutputTokens() * 20_000);
    long baseline = SUM_AT_TIER_4 + QUESTION_AT_TIER_4 + asAsked;
    assertThat(costs.getTotal().getBaselineCostNanos()).isEqualTo(baseline);
    assertThat(costs.getTotal().getCostNanos()).isEqualTo(asked.getCostNanos()).isPositive();
    assertThat(stats.getBaselineCostNanos()).isEqualTo(baseline);
    assertThat(stats.getCostSavingsPct())
        .isCloseTo(100 * (1 - (double) asked.getCostNanos() / baseline), within(1e-9));
  }

  @Test
  void aModelWithoutAPriceIsSaidToBeOne() {
    String unpriced =
        model("tier2", "small", server)
            .replace("input_cost_per_million = 1.0", "unpriced = \"allow\"")
            .replace("output_cost_per_million = 2.0", "");
    try (RunningDaemon free = RunningDaemon.with(unpriced)) {
      assertThat(free.router().route(QUESTION).getUnpriced()).isTrue();
      assertThat(free.router().generate(QUESTION).getDecision().getUnpriced()).isTrue();
    }
    assertThat(daemon.router().route(QUESTION).getUnpriced()).isFalse();
    assertThat(daemon.router().generate(SUM).getDecision().getUnpriced()).isFalse();
  }

  private static long baseline(List<GetCostsResponse.Line> lines, String key) {
    return lines.stream()
        .filter(line -> line.getKey().equals(key))
        .findFirst()
        .orElseThrow()
        .getBaselineCostNanos();
  }
}
