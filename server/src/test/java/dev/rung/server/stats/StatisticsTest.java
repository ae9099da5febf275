package dev.rung.server.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.rung.server.generate.Arm;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Prices;
import dev.rung.server.record.Recorded;
import dev.rung.server.stats.StatsSnapshot.ArmFigures;
import dev.rung.server.stats.StatsSnapshot.Comparison;
import dev.rung.server.stats.StatsSnapshot.TierFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Baseline DEAREST =
      new Baseline(
          "large", Tier.LARGE, Prices.of(Money.ofUsd(10), Money.ofUsd(20)), Duration.ofSeconds(4));

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private Optional<Baseline> baseline = Optional.of(DEAREST);
  private final Statistics statistics = new Statistics(now::get, () -> baseline);

  private void record(Recorded... all) {
    for (Recorded one : all) {
      statistics.record(one.done());
    }
  }

  @Test
  void countsRecordingsThatFailedOfEverybodyUntilTheReset() {
    statistics.recordUnrecorded();

    assertThat(statistics.snapshot().recordingFailures()).isEqualTo(1);
    assertThat(statistics.snapshot("acme").orElseThrow().recordingFailures()).isZero();

    statistics.reset();

    assertThat(statistics.snapshot().recordingFailures()).isZero();
  }

  @Test
  void countsClassifiersThatCouldNotBeUsedUntilTheReset() {
    statistics.recordClassifierUnusable();
    statistics.recordClassifierUnusable();

    assertThat(statistics.snapshot().classifierLoadFailures()).isEqualTo(2);
    assertThat(statistics.snapshot().routingErrors()).isZero();

    statistics.reset();

    assertThat(statistics.snapshot().classifierLoadFailures()).isZero();
  }

  @Test
  void isAllZeroBeforeTheFirstRequest() {
    StatsSnapshot snapshot = statistics.snapshot();

    assertThat(snapshot.since()).isEqualTo(START);
    assertThat(snapshot.total())
        .isEqualTo(
            new Figures(
                0,
                0,
                0,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                0,
                0,
                Money.ZERO));
    assertThat(snapshot.byTier()).isEmpty();
    assertThat(snapshot.byModel()).isEmpty();
    assertThat(snapshot.byArm()).isEmpty();
    assertThat(snapshot.cacheHitRate()).isZero();
    assertThat(snapshot.fallbackSuccessRate()).isZero();
    assertThat(snapshot.comparison())
        .contains(new Comparison("large", Money.ZERO, 0, Duration.ofSeconds(4), 0));
  }

  @Test
  void addsTokensAndMoney() {
    record(
        Recorded.by("a", Tier.SMALL).tokens(100, 40, 7).cost(new Money(5)),
        Recorded.by("b", Tier.MEDIUM).tokens(20, 0, 3).cost(new Money(6)));

    Figures total = statistics.snapshot().total();

    assertThat(total.count()).isEqualTo(2);
    assertThat(total.inputTokens()).isEqualTo(120);
    assertThat(total.outputTokens()).isEqualTo(10);
    assertThat(total.cost()).isEqualTo(new Money(11));
  }

  @Test
  void sharesRequestsOutToTiersInTheirOrder() {
    record(
        Recorded.by("large", Tier.LARGE),
        Recorded.byTemplate(),
        Recorded.byTemplate(),
        Recorded.byNobody("NO_MODEL"));

    StatsSnapshot snapshot = statistics.snapshot();

    assertThat(snapshot.byTier())
        .extracting(TierFigures::tier)
        .containsExactly(Tier.TEMPLATE, Tier.LARGE);
    assertThat(snapshot.byTier())
        .extracting(tier -> tier.figures().percentage())
        .containsExactly(50.0, 25.0);
  }

  @Test
  void countsAWholeAnswerAsSuccess() {
    record(
        Recorded.by("a", Tier.SMALL).finish(FinishReason.LENGTH),
        Recorded.servedBy("a", Tier.SMALL).finish(FinishReason.ERROR),
        Recorded.servedBy("a", Tier.SMALL).finish(FinishReason.CANCELLED),
        Recorded.byNobody("NO_MODEL"));

    assertThat(statistics.snapshot().total().successRate()).isEqualTo(0.25);
  }

  @Test
  void takesLatencyFromAnsweredRequestsOnly() {
    record(
        Recorded.byTemplate().latency(Duration.ofMillis(10)),
        Recorded.byTemplate().latency(Duration.ofMillis(30)),
        Recorded.byNobody("DEADLINE").latency(Duration.ofMinutes(2)));

    Figures total = statistics.snapshot().total();

    assertThat(total.meanLatency()).isEqualTo(Duration.ofMillis(20));
    assertThat(total.p99Latency()).isLessThan(Duration.ofMillis(31));
  }

  @Test
  void findsPercentilesWithinOnePercentOfTheSortedTruth() {
    for (int i = 1; i <= 1_000; i++) {
      record(Recorded.byTemplate().latency(Duration.ofMillis(i)));
    }

    Figures total = statistics.snapshot().total();

    assertThat((double) total.p50Latency().toNanos()).isCloseTo(500e6, within(5e6));
    assertThat((double) total.p95Latency().toNanos()).isCloseTo(950e6, within(9.5e6));
    assertThat((double) total.p99Latency().toNanos()).isCloseTo(990e6, within(9.9e6));
  }

  @Test
  void cutsLatenciesAtAnHour() {
    record(Recorded.byTemplate().latency(Duration.ofDays(400)));

    Figures total = statistics.snapshot().total();

    assertThat(total.meanLatency()).isEqualTo(Duration.ofHours(1));
    assertThat(total.p99Latency()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));
  }

  @Test
  void keepsSumsAtTheLargestNumberInsteadOfWrapping() {
    Recorded huge =
        Recorded.by("a", Tier.SMALL)
            .tokens(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)
            .cost(new Money(Long.MAX_VALUE));

    record(huge, huge);

    StatsSnapshot snapshot = statistics.snapshot();
    assertThat(snapshot.total().inputTokens()).isEqualTo(Long.MAX_VALUE);
    assertThat(snapshot.total().cost()).isEqualTo(new Money(Long.MAX_VALUE));
    assertThat(snapshot.comparison().orElseThrow().cost()).isEqualTo(new Money(Long.MAX_VALUE));
  }

  @Test
  void tellsHowOftenFallbackSavedARequest() {
    record(
        Recorded.by("a", Tier.SMALL),
        Recorded.by("b", Tier.SMALL).firstChoiceFailed(),
        Recorded.by("b", Tier.SMALL).firstChoiceFailed(),
        Recorded.by("b", Tier.SMALL).firstChoiceFailed(),
        Recorded.byNobody("PROVIDERS_FAILED").firstChoiceFailed());

    assertThat(statistics.snapshot().fallbackSuccessRate()).isEqualTo(0.75);
  }

  @Test
  void countsRequestsThatRoutingFailedFor() {
    record(Recorded.by("a", Tier.MEDIUM).routingFailed(), Recorded.by("a", Tier.MEDIUM));

    assertThat(statistics.snapshot().routingErrors()).isOne();
  }

  @Test
  void keepsTheArmsOfExperimentsApart() {
    record(
        Recorded.by("a", Tier.SMALL).arm("cheaper", "b"),
        Recorded.by("a", Tier.SMALL).arm("cheaper", "a"),
        Recorded.by("a", Tier.SMALL).arm("cheaper", "b"),
        Recorded.by("a", Tier.SMALL));

    assertThat(statistics.snapshot().byArm())
        .extracting(ArmFigures::arm, arm -> arm.figures().count())
        .containsExactly(tuple(new Arm("cheaper", "a"), 1L), tuple(new Arm("cheaper", "b"), 2L));
  }

  @Test
  void pricesTheSameTokensAtTheDearestTier() {
    record(
        Recorded.by("small", Tier.SMALL)
            .tokens(1_000, 0, 500)
            .cost(Money.ofUsd(0.005))
            .latency(Duration.ofSeconds(1)));

    Comparison comparison = statistics.snapshot().comparison().orElseThrow();

    assertThat(comparison.cost()).isEqualTo(Money.ofUsd(0.02));
    assertThat(comparison.costSavingsPct()).isCloseTo(75, within(1e-9));
    assertThat(comparison.latency()).isEqualTo(Duration.ofSeconds(4));
    assertThat(comparison.latencyImprovementPct()).isCloseTo(75, within(1e-9));
  }

  @Test
  void takesTheDearestTiersMeasuredLatencyOnceItServed() {
    record(
        Recorded.by("large", Tier.LARGE).latency(Duration.ofMillis(300)),
        Recorded.by("small", Tier.SMALL).latency(Duration.ofMillis(100)));

    Comparison comparison = statistics.snapshot().comparison().orElseThrow();

    assertThat(comparison.latency()).isEqualTo(Duration.ofMillis(300));
    assertThat(comparison.latencyImprovementPct()).isCloseTo(100.0 / 3, within(1e-9));
  }

  @Test
  void comparesWithNothingWhereNoModelHasPrices() {
    baseline = Optional.empty();
    record(Recorded.by("a", Tier.SMALL));

    assertThat(statistics.snapshot().comparison()).isEmpty();
  }

  @Test
  void beginsAnewAtAReset() {
    record(Recorded.by("a", Tier.SMALL).arm("e", "x").firstChoiceFailed().routingFailed());
    now.set(START.plusSeconds(60));

    Instant began = statistics.reset();

    assertThat(began).isEqualTo(START);
    StatsSnapshot snapshot = statistics.snapshot();
    assertThat(snapshot.since()).isEqualTo(START.plusSeconds(60));
    assertThat(snapshot.total().count()).isZero();
    assertThat(snapshot.byModel()).isEmpty();
    assertThat(snapshot.byArm()).isEmpty();
    assertThat(snapshot.routingErrors()).isZero();
  }

  @Test
  void countsArmsBeyondAHundredTogether() {
    for (int i = 0; i < 102; i++) {
      record(Recorded.by("a", Tier.SMALL).arm("e", "arm" + i));
    }

    StatsSnapshot snapshot = statistics.snapshot();

    assertThat(snapshot.byArm()).hasSize(101);
    assertThat(snapshot.byArm().getLast().arm()).isEqualTo(new Arm("(other)", "(other)"));
    assertThat(snapshot.byArm().getLast().figures().count()).isEqualTo(2);
  }
}
