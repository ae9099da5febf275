package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.call.Samples;
import dev.rung.server.feedback.RunningMean;
import dev.rung.server.feedback.Standing;
import dev.rung.server.generate.Arm;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.record.Recorded;
import dev.rung.server.record.RequestRecord;
import dev.rung.server.stats.Figures;
import dev.rung.server.stats.StatsSnapshot;
import dev.rung.server.stats.StatsSnapshot.ArmFigures;
import dev.rung.server.stats.StatsSnapshot.Comparison;
import dev.rung.server.stats.StatsSnapshot.ModelFigures;
import dev.rung.server.stats.StatsSnapshot.TierFigures;
import dev.rung.v1.ModelStats;
import dev.rung.v1.ResetStatsRequest;
import dev.rung.v1.StatsRequest;
import dev.rung.v1.StatsResponse;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stats and ResetStats as a client sees them. */
final class StatsTest {
  private static final Standing JUDGED =
      new Standing(new RunningMean(5, 1, 0.5, 0.25), new RunningMean(0, 4, 0, 0.75), 5);
  private static final RequestId ID = new RequestId("stats-1");

  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void countsWhatWasRecorded() {
    rig.statistics.record(answered());
    rig.statistics.record(answered());

    StatsResponse stats = stats();

    assertThat(stats.getTotalRequests()).isEqualTo(2);
    assertThat(stats.getSuccessRate()).isEqualTo(1);
    assertThat(stats.getInputTokens()).isEqualTo(20);
    assertThat(stats.getCostNanos()).isEqualTo(42);
    assertThat(stats.getByTier(0).getTier()).isEqualTo(dev.rung.v1.Tier.TIER_2_SMALL);
    assertThat(stats.getByModel(0).getModel()).isEqualTo("mistral");
    assertThat(stats.getRoutingEnabled()).isTrue();
    assertThat(stats.getStrategy()).isEqualTo("quality-first");
    assertThat(stats.getOffline()).isEqualTo("no");
    assertThat(stats.getBudgets(0).getScope()).isEqualTo("global/daily");
  }

  @Test
  void resetBeginsANewPeriodAndNamesTheOldOne() {
    rig.statistics.record(answered());
    var since = stats().getSince();

    var reset = rig.router().resetStats(ResetStatsRequest.getDefaultInstance());

    assertThat(reset.getSince()).isEqualTo(since);
    assertThat(stats().getTotalRequests()).isZero();
  }

  @Test
  void aTenantSeesItsOwnFiguresAndNobodyElses() {
    rig.statistics.record(Recorded.by("mistral", Tier.SMALL).tenant("acme").done());
    rig.statistics.record(Recorded.by("large", Tier.LARGE).tenant("other").done());
    StatsCalls calls = new StatsCalls(rig.statistics, rig.operations, rig.feedback);
    Viewer acme = new Viewer(new Caller("acme"));

    StatsResponse own = calls.stats(ID, StatsRequest.getDefaultInstance(), acme);
    StatsResponse nobody =
        calls.stats(ID, StatsRequest.getDefaultInstance(), new Viewer(new Caller("new")));

    assertThat(own.getTotalRequests()).isEqualTo(1);
    assertThat(own.getByModelList()).extracting(ModelStats::getModel).containsExactly("mistral");
    assertThat(own.getByModel(0).getBreakerState()).isNotEmpty();
    assertThat(own.getByModel(0).getConcurrencyLimit()).isZero();
    assertThat(own.getKeysList()).isEmpty();
    assertThat(own.getBudgetsList()).isEmpty();
    assertThat(nobody.getTotalRequests()).isZero();
    assertThat(stats().getTotalRequests()).isEqualTo(2);
  }

  @Test
  void aTenantResetsItsOwnFiguresAlone() {
    rig.statistics.record(Recorded.byTemplate().tenant("acme").done());
    rig.statistics.record(Recorded.byTemplate().tenant("other").done());
    StatsCalls calls = new StatsCalls(rig.statistics, rig.operations, rig.feedback);
    Viewer acme = new Viewer(new Caller("acme"));

    calls.reset(ID, ResetStatsRequest.getDefaultInstance(), acme);

    assertThat(calls.stats(ID, StatsRequest.getDefaultInstance(), acme).getTotalRequests())
        .isZero();
    assertThat(
            calls
                .stats(ID, StatsRequest.getDefaultInstance(), new Viewer(new Caller("other")))
                .getTotalRequests())
        .isEqualTo(1);
    assertThat(stats().getTotalRequests()).isEqualTo(2);
  }

  @Test
  void aResetOfATenantThatNobodyKnowsIsNotFoundAndTakesNoPlace() {
    for (int i = 0; i < 999; i++) {
      rig.statistics.record(Recorded.byTemplate().tenant("tenant-" + i).done());
    }
    StatsCalls calls = new StatsCalls(rig.statistics, rig.operations, rig.feedback);
    Viewer operator = new Viewer(Caller.ANONYMOUS);
    ResetStatsRequest misspelt = ResetStatsRequest.newBuilder().setTenant("tenannt-1").build();

    StatusRuntimeException refused = Errors.of(() -> calls.reset(ID, misspelt, operator));

    assertThat(Errors.code(refused)).isEqualTo(Code.NOT_FOUND);
    rig.statistics.record(Recorded.byTemplate().tenant("the last one").done());
    assertThat(rig.statistics.snapshot("the last one").orElseThrow().total().count()).isEqualTo(1);
  }

  @Test
  void aTenantThatAskedNothingHasNothingToResetAndIsToldSinceWhen() {
    StatsCalls calls = new StatsCalls(rig.statistics, rig.operations, rig.feedback);
    Viewer fresh = new Viewer(new Caller("fresh"));

    assertThat(calls.reset(ID, ResetStatsRequest.getDefaultInstance(), fresh).getSince())
        .isEqualTo(stats().getSince());
  }

  @Test
  void aTenantThatCameTooLateIsToldSo() {
    for (int i = 0; i <= 1_000; i++) {
      rig.statistics.record(Recorded.byTemplate().tenant("tenant-" + i).done());
    }
    StatsCalls calls = new StatsCalls(rig.statistics, rig.operations, rig.feedback);
    Viewer late = new Viewer(new Caller("tenant-1000"));

    assertThat(
            Errors.code(Errors.of(() -> calls.stats(ID, StatsRequest.getDefaultInstance(), late))))
        .isEqualTo(Code.UNAVAILABLE);
    assertThat(
            Errors.code(
                Errors.of(() -> calls.reset(ID, ResetStatsRequest.getDefaultInstance(), late))))
        .isEqualTo(Code.UNAVAILABLE);
    assertThat(stats().getTotalRequests()).isEqualTo(1_001);
  }

  @Test
  void writesEveryFigure() {
    Figures figures =
        new Figures(
            10,
            25,
            0.9,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(3),
            Duration.ofMillis(4),
            5,
            6,
            new Money(7_000_000_000L));
    StatsSnapshot snapshot =
        new StatsSnapshot(
            Instant.ofEpochSecond(8, 9),
            figures,
            List.of(new TierFigures(Tier.LARGE, figures)),
            List.of(new ModelFigures("m", Optional.of(Tier.TINY), Optional.of("p"), figures)),
            List.of(new ArmFigures(new Arm("summer", "B"), figures)),
            Optional.of(
                new Comparison("big", new Money(14_000_000_000L), 50, Duration.ofMillis(9), 11)),
            0.12,
            0.13,
            14,
            15,
            16);

    StatsResponse stats =
        new StatsWriter(rig.operations, (_, _) -> JUDGED, Priors.of(rig.operations))
            .write(snapshot);

    assertThat(stats.getSince().getSeconds()).isEqualTo(8);
    assertThat(stats.getSince().getNanos()).isEqualTo(9);
    assertThat(stats.getAverageLatencyMs()).isEqualTo(1);
    assertThat(stats.getP50LatencyMs()).isEqualTo(2);
    assertThat(stats.getP95LatencyMs()).isEqualTo(3);
    assertThat(stats.getP99LatencyMs()).isEqualTo(4);
    assertThat(stats.getOutputTokens()).isEqualTo(6);
    assertThat(stats.getCostUsd()).isEqualTo(7);
    assertThat(stats.getBaselineCostUsd()).isEqualTo(14);
    assertThat(stats.getCostSavingsPct()).isEqualTo(50);
    assertThat(stats.getBaselineLatencyMs()).isEqualTo(9);
    assertThat(stats.getLatencyImprovementPct()).isEqualTo(11);
    assertThat(stats.getCacheHitRate()).isEqualTo(0.12);
    assertThat(stats.getFallbackSuccessRate()).isEqualTo(0.13);
    assertThat(stats.getRoutingErrors()).isEqualTo(14);
    assertThat(stats.getClassifierLoadFailures()).isEqualTo(15);
    assertThat(stats.getRecordingFailures()).isEqualTo(16);
    assertThat(stats.getByModel(0).getProvider()).isEqualTo("p");
    // The prior of a model that is not configured is one half.
    assertThat(stats.getByModel(0).getQualityScore()).isEqualTo(0.5);
    assertThat(stats.getByModel(0).getCompilationSuccessRate()).isEqualTo(0.75);
    assertThat(stats.getByModel(0).getFigures().getPercentage()).isEqualTo(25);
    assertThat(stats.getExperiments(0).getArm()).isEqualTo("B");
  }

  private StatsResponse stats() {
    return rig.router().stats(StatsRequest.getDefaultInstance());
  }

  private static RequestRecord answered() {
    return new RequestRecord(
        new RequestId("r1"),
        "default",
        Instant.EPOCH,
        Optional.of("mistral"),
        Optional.of(Tier.SMALL),
        Optional.of("together"),
        FinishReason.STOP,
        Optional.empty(),
        new Usage(10, 0, 3, 0, false),
        Usage.NONE,
        new Money(21),
        Duration.ofMillis(30),
        Optional.empty(),
        false,
        false,
        true,
        false,
        false,
        Optional.of(Samples.DECISION));
  }
}
