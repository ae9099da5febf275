package dev.rung.server.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.rung.v1.BudgetStats;
import dev.rung.v1.Figures;
import dev.rung.v1.ModelStats;
import dev.rung.v1.StatsResponse;
import dev.rung.v1.Tier;
import dev.rung.v1.TierStats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What `stats` prints. */
class StatsReportTest {
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
}
