package dev.rung.server.rpc;

import dev.rung.server.engine.Operations;
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

/** The figures of a period, and how routing is set, as the contract spells them. */
final class StatsWriter {
  private StatsWriter() {}

  /** Of everybody, with what operators see beside it. */
  static StatsResponse write(StatsSnapshot stats, Operations operations) {
    StatsResponse.Builder out = figures(stats, operations);
    stats.byModel().forEach(model -> out.addByModel(withLoad(model, operations)));
    operations.keys().forEach(key -> out.addKeys(KeyWriter.write(key)));
    operations.budgets().forEach(line -> out.addBudgets(BudgetWriter.write(line)));
    return out.build();
  }

  /** Of one tenant: nothing that another one has a part in, but what its calls depend on. */
  static StatsResponse write(StatsSnapshot own, Operations operations, String tenant) {
    StatsResponse.Builder out = figures(own, operations);
    own.byModel().forEach(model -> out.addByModel(model(model, operations)));
    operations.budgets().stream()
        .filter(line -> line.scope().startsWith("tenant:" + tenant + "/"))
        .forEach(line -> out.addBudgets(BudgetWriter.write(line)));
    return out.build();
  }

  private static StatsResponse.Builder figures(StatsSnapshot stats, Operations operations) {
    StatsResponse.Builder out =
        StatsResponse.newBuilder()
            .setSince(Timestamps.of(stats.since()))
            .setRoutingEnabled(operations.routingEnabled())
            .setStrategy(operations.strategy().label())
            .setOffline(operations.offline())
            .setCacheHitRate(stats.cacheHitRate())
            .setFallbackSuccessRate(stats.fallbackSuccessRate())
            .setRoutingErrors(stats.routingErrors())
            .setClassifierLoadFailures(stats.classifierLoadFailures());
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

  private static ModelStats.Builder model(ModelFigures model, Operations operations) {
    ModelStats.Builder out =
        ModelStats.newBuilder().setModel(model.model()).setFigures(figures(model.figures()));
    model.tier().ifPresent(tier -> out.setTier(Tiers.toProto(tier)));
    model.provider().ifPresent(out::setProvider);
    model.tier().ifPresent(_ -> out.setBreakerState(operations.breaker(model.model()).label()));
    return out;
  }

  private static ModelStats.Builder withLoad(ModelFigures model, Operations operations) {
    ModelStats.Builder out = model(model, operations);
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
