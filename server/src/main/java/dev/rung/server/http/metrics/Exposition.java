package dev.rung.server.http.metrics;

import dev.rung.server.budget.BudgetLine;
import dev.rung.server.generate.Tier;
import dev.rung.server.stats.Figures;
import dev.rung.server.stats.StatsSnapshot;
import dev.rung.server.stats.StatsSnapshot.ModelFigures;
import dev.rung.server.stats.StatsSnapshot.TierFigures;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Figures as families of Prometheus' samples. Money is in US dollars. One thread. */
final class Exposition {
  private final MetricSnapshots.Builder out = MetricSnapshots.builder();

  /** Where budgets stand. */
  void budgets(List<BudgetLine> lines) {
    List<BudgetLine> known = lines.stream().filter(BudgetLine::known).toList();
    gauge(
        "rung_budget_limit_usd",
        "The most that may be spent; of a soft limit, unenforced.",
        lines,
        line -> Labels.of("scope", line.scope(), "kind", line.soft() ? "soft" : "hard"),
        line -> line.limit().usd());
    gauge(
        "rung_budget_committed_usd",
        "Spent in the present hour, day, month or in all.",
        known,
        Exposition::scope,
        line -> line.committed().usd());
    gauge(
        "rung_budget_reserved_usd",
        "Set aside for calls in flight.",
        lines,
        Exposition::scope,
        line -> line.reserved().usd());
    gauge(
        "rung_budget_alerted",
        "1 while the share that is warned of is spent.",
        known,
        Exposition::scope,
        line -> line.alerted() ? 1 : 0);
    gauge(
        "rung_budget_renews_seconds",
        "When the budget begins anew, in Unix time.",
        lines.stream().filter(line -> line.renews().isPresent()).toList(),
        Exposition::scope,
        line -> line.renews().orElseThrow().getEpochSecond());
  }

  private static Labels scope(BudgetLine line) {
    return Labels.of("scope", line.scope());
  }

  /** What {@code Stats} tells. */
  void figures(StatsSnapshot stats) {
    Figures total = stats.total();
    counter("rung_requests", "Requests, answered or not.", (double) total.count());
    gauge("rung_success_ratio", "Share of them that were answered.", total.successRate());
    gauge(
        "rung_cache_hit_ratio",
        "Share of them that were answered from the cache.",
        stats.cacheHitRate());
    counter(
        "rung_input_tokens", "Input tokens, cached ones included.", (double) total.inputTokens());
    counter("rung_output_tokens", "Output tokens.", (double) total.outputTokens());
    counter("rung_cost_usd", "What calls cost.", total.cost().usd());
    counter(
        "rung_recording_failures",
        "Times that a request could not be taken down by one of those that take down each.",
        (double) stats.recordingFailures());
    byTier(stats.byTier());
    byModel(stats.byModel());
  }

  private void byTier(List<TierFigures> tiers) {
    counter(
        "rung_tier_requests",
        "Requests that a tier served.",
        tiers,
        one -> Labels.of("tier", label(one.tier())),
        one -> one.figures().count());
  }

  private void byModel(List<ModelFigures> models) {
    Function<ModelFigures, Labels> name = one -> Labels.of("model", one.model());
    counter(
        "rung_model_requests",
        "Requests that a model served.",
        models,
        name,
        one -> one.figures().count());
    counter(
        "rung_model_cost_usd",
        "What calls at a model cost.",
        models,
        name,
        one -> one.figures().cost().usd());
  }

  private static String label(Tier tier) {
    return tier == Tier.LOCAL_FALLBACK ? "fallback" : Integer.toString(tier.level());
  }

  private void gauge(String name, String help, double value) {
    gauge(name, help, List.of(value), _ -> Labels.EMPTY, one -> one);
  }

  /** A family of samples that may go up and down. */
  private <T> void gauge(
      String name,
      String help,
      List<T> samples,
      Function<T, Labels> labels,
      ToDoubleFunction<T> value) {
    GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
    samples.forEach(one ->
        family.dataPoint(
            GaugeDataPointSnapshot.builder()
                .labels(labels.apply(one))
                .value(value.applyAsDouble(one))
                .build()));
    out.metricSnapshot(family.build());
  }

  private void counter(String name, String help, double value) {
    counter(name, help, List.of(value), _ -> Labels.EMPTY, one -> one);
  }

  /**
   * A family of samples that only go up, but for a new beginning at zero.
   *
   * @param name as it is written, without the "_total" at its end
   */
  private <T> void counter(
      String name,
      String help,
      List<T> samples,
      Function<T, Labels> labels,
      ToDoubleFunction<T> value) {
    CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
    samples.forEach(one ->
        family.dataPoint(
            CounterDataPointSnapshot.builder()
                .labels(labels.apply(one))
                .value(value.applyAsDouble(one))
                .build()));
    out.metricSnapshot(family.build());
  }

  /** Everything that was told. */
  MetricSnapshots all() {
    return out.build();
  }
}
