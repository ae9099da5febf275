package dev.rung.server.rpc;

import dev.rung.server.engine.Operations;
import dev.rung.server.feedback.Standing;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Load;
import dev.rung.server.stats.Figures;
import dev.rung.server.stats.StatsSnapshot;
import dev.rung.server.stats.StatsSnapshot.ArmFigures;
import dev.rung.server.stats.StatsSnapshot.Comparison;
import dev.rung.server.stats.StatsSnapshot.ModelFigures;
import dev.rung.server.stats.StatsSnapshot.TierFigures;
import dev.rung.v1.ExperimentStats;
import dev.rung.v1.ModelStats;
import dev.rung.v1.StatsResponse;
import dev.rung.v1.TierStats;

/**
 * The figures of a period, and how routing is set, as the contract spells them.
 *
 * @param standings how models stand by what was said of them
 */
record StatsWriter(Operations operations, Standings standings, Priors priors) {

  /** How models stand by what was said of them. */
  @FunctionalInterface
  interface Standings {
    Standing of(String model, Tier tier);
  }

  /** Of everybody, with what operators see beside it. */
  StatsResponse write(StatsSnapshot stats) {
    StatsResponse.Builder out = figures(stats);
    stats.byModel().forEach(model -> out.addByModel(withLoad(model)));
    operations.keys().forEach(key -> out.addKeys(KeyWriter.write(key)));
    operations.budgets().forEach(line -> out.addBudgets(BudgetWriter.write(line)));
    return out.build();
  }

  /** Of one tenant: nothing that another one has a part in, but what its calls depend on. */
  StatsResponse write(StatsSnapshot own, String tenant) {
    StatsResponse.Builder out = figures(own);
    own.byModel().forEach(model -> out.addByModel(model(model)));
    operations.budgets().stream()
        .filter(line -> line.belongsTo(tenant))
        .forEach(line -> out.addBudgets(BudgetWriter.write(line)));
    return out.build();
  }

  private StatsResponse.Builder figures(StatsSnapshot stats) {
    StatsResponse.Builder out =
        StatsResponse.newBuilder()
            .setSince(Timestamps.of(stats.since()))
            .setRoutingEnabled(operations.routingEnabled())
            .setStrategy(operations.strategy().label())
            .setOffline(operations.offline())
            .setCacheHitRate(stats.cacheHitRate())
            .setFallbackSuccessRate(stats.fallbackSuccessRate())
            .setRoutingErrors(stats.routingErrors())
            .setClassifierLoadFailures(stats.classifierLoadFailures())
            .setRecordingFailures(stats.recordingFailures());
    addTotal(stats.total(), out);
    stats.comparison().ifPresent(comparison -> addComparison(comparison, out));
    stats.byTier().forEach(tier -> out.addByTier(tier(tier)));
    stats.byArm().forEach(arm -> out.addExperiments(arm(arm)));
    return out;
  }

  private static void addTotal(Figures total, StatsResponse.Builder out) {
    out.setTotalRequests(total.count())
        .setSuccessRate(total.successRate())
        .setAverageLatencyMs(Millis.of(total.meanLatency()))
        .setP50LatencyMs(Millis.of(total.p50Latency()))
        .setP95LatencyMs(Millis.of(total.p95Latency()))
        .setP99LatencyMs(Millis.of(total.p99Latency()))
        .setInputTokens(total.inputTokens())
        .setOutputTokens(total.outputTokens())
        .setCostUsd(total.cost().usd())
        .setCostNanos(total.cost().nanos());
  }

  private static void addComparison(Comparison comparison, StatsResponse.Builder out) {
    out.setBaselineCostUsd(comparison.cost().usd())
        .setBaselineCostNanos(comparison.cost().nanos())
        .setCostSavingsPct(comparison.costSavingsPct())
        .setBaselineLatencyMs(Millis.of(comparison.latency()))
        .setLatencyImprovementPct(comparison.latencyImprovementPct());
  }

  private static TierStats tier(TierFigures tier) {
    return TierStats.newBuilder()
        .setTier(Tiers.toProto(tier.tier()))
        .setFigures(figures(tier.figures()))
        .build();
  }

  private ModelStats.Builder model(ModelFigures model) {
    ModelStats.Builder out =
        ModelStats.newBuilder().setModel(model.model()).setFigures(figures(model.figures()));
    model.tier().ifPresent(tier -> out.setTier(Tiers.toProto(tier)));
    model.provider().ifPresent(out::setProvider);
    model.tier().ifPresent(_ -> out.setBreakerState(operations.breaker(model.model()).label()));
    model.tier().ifPresent(tier -> addStanding(model.model(), tier, out));
    return out;
  }

  private void addStanding(String model, Tier tier, ModelStats.Builder out) {
    Standing standing = standings.of(model, tier);
    standing.quality(priors.quality(model)).ifPresent(out::setQualityScore);
    standing.compiledShare().ifPresent(out::setCompilationSuccessRate);
  }

  private ModelStats.Builder withLoad(ModelFigures model) {
    ModelStats.Builder out = model(model);
    operations.load(model.model()).ifPresent(load -> addLoad(load, out));
    return out;
  }

  private static void addLoad(Load load, ModelStats.Builder out) {
    out.setInFlight(load.inFlight()).setWaiting(load.waiting()).setConcurrencyLimit(load.limit());
  }

  private static ExperimentStats arm(ArmFigures arm) {
    return ExperimentStats.newBuilder()
        .setExperiment(arm.arm().experiment())
        .setArm(arm.arm().name())
        .setFigures(figures(arm.figures()))
        .build();
  }

  private static dev.rung.v1.Figures figures(Figures figures) {
    return dev.rung.v1.Figures.newBuilder()
        .setCount(figures.count())
        .setPercentage(figures.percentage())
        .setSuccessRate(figures.successRate())
        .setAverageLatencyMs(Millis.of(figures.meanLatency()))
        .setP50LatencyMs(Millis.of(figures.p50Latency()))
        .setP95LatencyMs(Millis.of(figures.p95Latency()))
        .setP99LatencyMs(Millis.of(figures.p99Latency()))
        .setInputTokens(figures.inputTokens())
        .setOutputTokens(figures.outputTokens())
        .setCostUsd(figures.cost().usd())
        .setCostNanos(figures.cost().nanos())
        .build();
  }
}
