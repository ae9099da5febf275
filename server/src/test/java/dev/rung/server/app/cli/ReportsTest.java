package dev.rung.server.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.rung.v1.BudgetMode;
import dev.rung.v1.BudgetStats;
import dev.rung.v1.Candidate;
import dev.rung.v1.Checkpoint;
import dev.rung.v1.Complexity;
import dev.rung.v1.Figures;
import dev.rung.v1.ListModelsResponse;
import dev.rung.v1.Model;
import dev.rung.v1.ModelStats;
import dev.rung.v1.RoutingDecision;
import dev.rung.v1.Signal;
import dev.rung.v1.SkippedModel;
import dev.rung.v1.StatsResponse;
import dev.rung.v1.Strategy;
import dev.rung.v1.StrategyPreview;
import dev.rung.v1.Tier;
import dev.rung.v1.TierStats;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What `route explain`, `stats` and `models list` print. */
class ReportsTest {
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
  void showsTheFigures() {
    daemon.stats = stats();

    user.types("stats");

    assertThat(user.out())
        .isEqualTo(
            """
            SINCE                    2026-01-01T00:00:00Z
            routing                  on, balanced
            offline                  no
            requests                 4
            succeeded                75.0 %
            latency                  mean 1.5 ms, p50 1.0 ms, p95 12 ms, p99 120 ms
            tokens                   100 in, 40 out
            cost                     $0.002, 90.0 % saved of $0.02
            cache hits               25.0 %
            fallbacks that answered  50.0 %
            routing errors           1
            classifier not loaded    0
            failed recordings        2

            TIER    REQUESTS    SHARE      OK     P50     P99    COST
            tier 2         4  100.0 %  75.0 %  1.0 ms  120 ms  $0.002

            MODEL       TIER    PROVIDER  REQUESTS      OK     P50     P99  TOKENS IN  OUT    COST  BREAKER
            mistral-7b  tier 2  together         4  75.0 %  1.0 ms  120 ms        100   40  $0.002  closed

            BUDGET              LIMIT   SPENT  RESERVED    LEFT  RENEWS                NOTE
            global/daily           $5  $0.002    $0.001  $4.997  2026-01-02T00:00:00Z  most of it is spent
            tenant:acme/total  $0.002  $0.002        $0      $0  never                 only warned of, set while running
            """);
    assertThat(daemon.wasReset()).isFalse();
  }

  @Test
  void resetsTheFiguresAfterShowingThem() {
    daemon.stats = stats();

    int code = user.types("stats", "--json", "--reset");

    assertThat(code).isZero();
    assertThat(user.out()).contains("\"total_requests\": \"4\"");
    assertThat(daemon.wasReset()).isTrue();
  }

  @Test
  void listsCheckpointsInEveryState() {
    daemon.models =
        ListModelsResponse.newBuilder()
            .addCheckpoints(checkpoint("absent", Checkpoint.State.ABSENT).setDownloadBytes(5))
            .addCheckpoints(checkpoint("part", Checkpoint.State.PARTIAL).setPercent(28))
            .addCheckpoints(
                checkpoint("ready", Checkpoint.State.READY)
                    .setHubId("acme/ready")
                    .setBytesOnDisk(5_600_000_000L)
                    .putMemoryBytes("f32", 11_118_000_000L)
                    .putMemoryBytes("int8", 2_900_000_000L))
            .addCheckpoints(
                checkpoint("bad", Checkpoint.State.DAMAGED).setDetail("config.json is missing"))
            .addCheckpoints(
                checkpoint("odd", Checkpoint.State.UNSUPPORTED).setDetail("no such architecture"))
            .build();

    user.types("models", "list");

    assertThat(user.out().lines().skip(2).map(line -> line.replaceAll(" {2,}", " | ")))
        .containsExactly(
            "CHECKPOINT | HUB ID | DOWNLOAD | ON DISK | MEMORY IN f32 / bf16 / int8 | STATE",
            "absent | - | 5 B | - | - / - / - | not here: rung models pull absent",
            "part | - | - | - | - / - / - | 28 % here: rung models pull goes on",
            "ready | acme/ready | - | 5.6 GB | 11.1 GB / - / 2.9 GB | ready",
            "bad | - | - | - | - / - / - | damaged: config.json is missing",
            "odd | - | - | - | - / - / - | not supported: no such architecture");
  }

  private static Checkpoint.Builder checkpoint(String name, Checkpoint.State state) {
    return Checkpoint.newBuilder().setName(name).setState(state);
  }

  @Test
  void listsModelsWithWhatIsMissing() {
    daemon.models =
        ListModelsResponse.newBuilder()
            .addModels(
                Model.newBuilder()
                    .setName("mistral-7b")
                    .setTier(Tier.TIER_2_SMALL)
                    .setProvider("together")
                    .setInputCostPerMillionUsd(0.2)
                    .setOutputCostPerMillionUsd(0.25)
                    .setContextWindow(32768)
                    .addAllAliases(List.of("mistral", "m7"))
                    .setOrigin("configuration")
                    .setReady(true))
            .addModels(
                Model.newBuilder()
                    .setName("gpt-4o")
                    .setTier(Tier.TIER_4_LARGE)
                    .setProvider("openai")
                    .setContextWindow(128000)
                    .setOrigin("environment")
                    .setNotReadyReason("set OPENAI_API_KEY"))
            .build();

    user.types("models", "list");

    assertThat(user.out())
        .isEqualTo(
            """
            MODEL       TIER    PROVIDER   $/M IN  $/M OUT  WINDOW  ALIASES      FROM           READY
            mistral-7b  tier 2  together      0.2     0.25   32768  mistral, m7  configuration  yes
            gpt-4o      tier 4  openai    unknown  unknown  128000               environment    no: set OPENAI_API_KEY
            """);
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

  private static StatsResponse stats() {
    Figures figures =
        Figures.newBuilder()
            .setCount(4)
            .setPercentage(100)
            .setSuccessRate(0.75)
            .setP50LatencyMs(1)
            .setP99LatencyMs(120)
            .setInputTokens(100)
            .setOutputTokens(40)
            .setCostNanos(2_000_000)
            .build();
    return StatsResponse.newBuilder()
        .setSince(Timestamp.newBuilder().setSeconds(1_767_225_600))
        .setRoutingEnabled(true)
        .setStrategy("balanced")
        .setOffline("no")
        .setTotalRequests(4)
        .setSuccessRate(0.75)
        .setAverageLatencyMs(1.5)
        .setP50LatencyMs(1)
        .setP95LatencyMs(12)
        .setP99LatencyMs(120)
        .setInputTokens(100)
        .setOutputTokens(40)
        .setCostNanos(2_000_000)
        .setBaselineCostNanos(20_000_000)
        .setCostSavingsPct(90)
        .setCacheHitRate(0.25)
        .setFallbackSuccessRate(0.5)
        .setRoutingErrors(1)
        .setRecordingFailures(2)
        .addByTier(TierStats.newBuilder().setTier(Tier.TIER_2_SMALL).setFigures(figures))
        .addByModel(
            ModelStats.newBuilder()
                .setModel("mistral-7b")
                .setTier(Tier.TIER_2_SMALL)
                .setProvider("together")
                .setFigures(figures)
                .setBreakerState("closed"))
        .addBudgets(
            BudgetStats.newBuilder()
                .setScope("global/daily")
                .setLimitNanos(5_000_000_000L)
                .setCommittedNanos(2_000_000)
                .setReservedNanos(1_000_000)
                .setLeftNanos(4_997_000_000L)
                .setAlerted(true)
                .setRenewsAt(Timestamp.newBuilder().setSeconds(1_767_312_000)))
        .addBudgets(
            BudgetStats.newBuilder()
                .setScope("tenant:acme/total")
                .setLimitNanos(2_000_000)
                .setCommittedNanos(2_000_000)
                .setSoft(true)
                .setOrigin("admin"))
        .build();
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
