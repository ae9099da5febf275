package dev.rung.server.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.v1.BudgetMode;
import dev.rung.v1.Candidate;
import dev.rung.v1.Complexity;
import dev.rung.v1.RoutingDecision;
import dev.rung.v1.Signal;
import dev.rung.v1.SkippedModel;
import dev.rung.v1.Strategy;
import dev.rung.v1.StrategyPreview;
import dev.rung.v1.Tier;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What `route explain` prints. */
class ExplainReportTest {
  private final ScriptedDaemon daemon = new ScriptedDaemon();
  private final CommandLineUser user =
      new CommandLineUser((file, environment) -> daemon)
          .variable("RUNG_SERVER_GRPC_ADDRESS", daemon.address())
          .variable("RUNG_SERVER_ADMIN_ADDRESS", daemon.address());

  @AfterEach
  void close() {
    daemon.close();
  }

  @Test
  void explainsADecisionAsATree() {
    daemon.decision = decision().build();

    user.types("route", "explain", "Write a function");

    assertThat(user.out())
        .isEqualTo(
            """
            mistral-7b, tier 2: One function is asked for.
            ├─ difficulty: tier 2, medium, score 0.45, confidence 0.62, one tier up for lack of confidence
            │  ├─ SIGNAL           WEIGHT  DETAIL
            │  ├─ single_function    1.00  "function"
            │  ├─ words              0.05  3 words
            │  └─ classifier, tiers 0 to 4: 0.00  0.62  0.30  0.05  0.03
            ├─ strategy: balanced, prefer-local by budget, experiment canary, arm B
            ├─ candidates, in the order in which they are tried
            │  ├─ MODEL       TIER       COST     TIME  QUALITY  SCORE
            │  ├─ mistral-7b  tier 2  $0.0001   900 ms     0.72  0.310
            │  └─ gpt-4o      tier 4  $0.0125  1500 ms     0.90  0.800
            ├─ skipped
            │  └─ claude: no key: set ANTHROPIC_API_KEY
            └─ degraded: tier 3 is empty
            """);
    assertThat(daemon.lastRequest().getCompareStrategies()).isFalse();
  }

  @Test
  void comparesEveryStrategyWhenAsked() {
    daemon.decision =
        RoutingDecision.newBuilder()
            .setTier(Tier.TIER_0_TEMPLATE)
            .setClassifiedTier(Tier.TIER_0_TEMPLATE)
            .setComplexity(Complexity.SIMPLE)
            .setConfidence(1)
            .setStrategy(Strategy.BALANCED)
            .addStrategies(preview(Strategy.COST_FIRST).setModel("phi-2").setTier(Tier.TIER_1_TINY))
            .addStrategies(preview(Strategy.LOCAL_ONLY).setNote("nothing local is ready"))
            .build();

    user.types("route", "explain", "--compare", "Hi");

    assertThat(daemon.lastRequest().getCompareStrategies()).isTrue();
    assertThat(user.out())
        .isEqualTo(
            """
            template, tier 0
            ├─ difficulty: tier 0, simple, score 0.00, confidence 1.00
            ├─ strategy: balanced
            └─ every strategy
               ├─ STRATEGY    MODEL  TIER    COST    TIME  CONFIDENCE  NOTE
               ├─ cost-first  phi-2  tier 1    $0  0.0 ms        0.00
               └─ local-only  -      -         $0  0.0 ms        0.00  nothing local is ready
            """);
  }

  @Test
  void saysOnceWhatKeepsEveryStrategyFromServing() {
    daemon.decision =
        RoutingDecision.newBuilder()
            .setClassifiedTier(Tier.TIER_2_SMALL)
            .setComplexity(Complexity.MEDIUM)
            .setStrategy(Strategy.BALANCED)
            .addStrategies(preview(Strategy.COST_FIRST).setNote("no model can serve"))
            .addStrategies(preview(Strategy.LOCAL_ONLY).setNote("no model can serve"))
            .build();

    user.types("route", "explain", "--compare", "Hi");

    assertThat(user.out())
        .endsWith(
            """
            └─ every strategy: no model can serve
               ├─ STRATEGY    MODEL  TIER  COST    TIME  CONFIDENCE
               ├─ cost-first  -      -       $0  0.0 ms        0.00
               └─ local-only  -      -       $0  0.0 ms        0.00
            """);
  }

  @Test
  void saysThatNobodyWouldServe() {
    daemon.decision =
        RoutingDecision.newBuilder()
            .setClassifiedTier(Tier.TIER_4_LARGE)
            .setComplexity(Complexity.COMPLEX)
            .setStrategy(Strategy.BALANCED)
            .setReason("no model can serve it")
            .build();

    user.types("route", "explain", "x");

    assertThat(user.out()).startsWith("nobody: no model can serve it\n");
  }

  @Test
  void shieldsATerminalFromNamesToo() {
    daemon.decision = decision().setModel("evil\u001b[2J").build();

    user.atATerminal().types("route", "explain", "x");

    assertThat(user.out()).startsWith("evil\\u001b[2J, tier 2").doesNotContain("\u001b");
  }

  @Test
  void printsADecisionAsJson() {
    daemon.decision = decision().build();

    user.types("route", "explain", "--json", "x");

    assertThat(user.out())
        .contains("\"classified_tier\": \"TIER_2_SMALL\"", "\"estimated_cost_nanos\": \"100000\"");
  }

  @Test
  void saysThatAModelHasNoPrice() {
    daemon.decision = decision().setUnpriced(true).build();

    user.types("route", "explain", "Write a function");

    assertThat(user.out()).startsWith("mistral-7b, tier 2, unpriced: One function is asked for.");
  }

  private static RoutingDecision.Builder decision() {
    return RoutingDecision.newBuilder()
        .setClassifiedTier(Tier.TIER_2_SMALL)
        .setTier(Tier.TIER_2_SMALL)
        .setModel("mistral-7b")
        .setComplexity(Complexity.MEDIUM)
        .setScore(0.45)
        .setConfidence(0.62)
        .setBumped(true)
        .addAllTierProbabilities(List.of(0.0, 0.62, 0.3, 0.05, 0.03))
        .addSignals(signal("single_function", 1, "\"function\""))
        .addSignals(signal("words", 0.05, "3 words"))
        .setStrategy(Strategy.BALANCED)
        .setBudgetMode(BudgetMode.BUDGET_MODE_PREFER_LOCAL)
        .setExperiment("canary")
        .setArm("B")
        .addCandidates(candidate("mistral-7b", Tier.TIER_2_SMALL, 100_000, 900, 0.31, 0.72))
        .addCandidates(candidate("gpt-4o", Tier.TIER_4_LARGE, 12_500_000, 1500, 0.8, 0.9))
        .addSkipped(
            SkippedModel.newBuilder().setModel("claude").setReason("no key: set ANTHROPIC_API_KEY"))
        .addDegraded("tier 3 is empty")
        .setReason("One function is asked for.");
  }

  private static StrategyPreview.Builder preview(Strategy strategy) {
    return StrategyPreview.newBuilder().setStrategy(strategy);
  }

  private static Signal signal(String name, double weight, String detail) {
    return Signal.newBuilder().setName(name).setWeight(weight).setDetail(detail).build();
  }

  private static Candidate candidate(
      String model, Tier tier, long nanos, double millis, double score, double quality) {
    return Candidate.newBuilder()
        .setModel(model)
        .setTier(tier)
        .setEstimatedCostNanos(nanos)
        .setEstimatedLatencyMs(millis)
        .setScore(score)
        .setQuality(quality)
        .build();
  }
}
