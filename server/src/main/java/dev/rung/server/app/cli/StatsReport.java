package dev.rung.server.app.cli;

import static dev.rung.server.app.cli.Table.Column.number;
import static dev.rung.server.app.cli.Table.Column.text;

import com.google.protobuf.util.Timestamps;
import dev.rung.v1.Figures;
import dev.rung.v1.ModelStats;
import dev.rung.v1.StatsResponse;
import dev.rung.v1.TierStats;
import java.util.ArrayList;
import java.util.List;

/**
 * The daemon's figures as text: totals, then tables by tier, model and budget where there are any.
 */
final class StatsReport {

  private StatsReport() {}

  static String of(StatsResponse stats) {
    List<String> blocks = new ArrayList<>();
    blocks.add(totals(stats).toString());
    if (stats.getByTierCount() > 0) {
      blocks.add(tiers(stats.getByTierList()).toString());
    }
    if (stats.getByModelCount() > 0) {
      blocks.add(models(stats.getByModelList()).toString());
    }
    if (stats.getBudgetsCount() > 0) {
      blocks.add(BudgetTable.of(stats.getBudgetsList()).toString());
    }
    return String.join("\n\n", blocks);
  }

  private static Table totals(StatsResponse stats) {
    return new Table(text("SINCE"), text(Timestamps.toString(stats.getSince())))
        .row("routing", stats.getRoutingEnabled() ? "on, " + stats.getStrategy() : "off")
        .row("offline", stats.getOffline())
        .row("requests", Long.toString(stats.getTotalRequests()))
        .row("succeeded", Show.share(stats.getSuccessRate()))
        .row("latency", latency(stats))
        .row("tokens", stats.getInputTokens() + " in, " + stats.getOutputTokens() + " out")
        .row("cost", Show.money(stats.getCostNanos()) + baseline(stats))
        .row("cache hits", Show.share(stats.getCacheHitRate()))
        .row("fallbacks that answered", Show.share(stats.getFallbackSuccessRate()))
        .row("routing errors", Long.toString(stats.getRoutingErrors()))
        .row("classifier not loaded", Long.toString(stats.getClassifierLoadFailures()))
        .row("failed recordings", Long.toString(stats.getRecordingFailures()));
  }

  private static String latency(StatsResponse stats) {
    return "mean "
        + Show.millis(stats.getAverageLatencyMs())
        + ", p50 "
        + Show.millis(stats.getP50LatencyMs())
        + ", p95 "
        + Show.millis(stats.getP95LatencyMs())
        + ", p99 "
        + Show.millis(stats.getP99LatencyMs());
  }

  private static String baseline(StatsResponse stats) {
    return ", "
        + Show.percent(stats.getCostSavingsPct())
        + " saved of "
        + Show.money(stats.getBaselineCostNanos());
  }

  private static Table tiers(List<TierStats> tiers) {
    Table table =
        new Table(
            text("TIER"),
            number("REQUESTS"),
            number("SHARE"),
            number("OK"),
            number("P50"),
            number("P99"),
            number("COST"));
    tiers.forEach(tier -> {
      Figures figures = tier.getFigures();
      table.row(
          Show.tier(tier.getTier()),
          Long.toString(figures.getCount()),
          Show.percent(figures.getPercentage()),
          Show.share(figures.getSuccessRate()),
          Show.millis(figures.getP50LatencyMs()),
          Show.millis(figures.getP99LatencyMs()),
          Show.money(figures.getCostNanos()));
    });
    return table;
  }

  private static Table models(List<ModelStats> models) {
    Table table =
        new Table(
            text("MODEL"),
            text("TIER"),
            text("PROVIDER"),
            number("REQUESTS"),
            number("OK"),
            number("P50"),
            number("P99"),
            number("TOKENS IN"),
            number("OUT"),
            number("COST"),
            text("BREAKER"));
    models.forEach(model -> {
      Figures figures = model.getFigures();
      table.row(
          model.getModel(),
          Show.tier(model.getTier()),
          model.getProvider(),
          Long.toString(figures.getCount()),
          Show.share(figures.getSuccessRate()),
          Show.millis(figures.getP50LatencyMs()),
          Show.millis(figures.getP99LatencyMs()),
          Long.toString(figures.getInputTokens()),
          Long.toString(figures.getOutputTokens()),
          Show.money(figures.getCostNanos()),
          model.getBreakerState());
    });
    return table;
  }
}
