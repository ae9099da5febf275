package dev.rung.server.http.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rung.server.budget.BudgetLine;
import dev.rung.server.call.Bugs;
import dev.rung.server.engine.Operations;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Tier;
import dev.rung.server.http.openai.ApiError;
import dev.rung.server.http.wire.WebReply;
import dev.rung.server.stats.Figures;
import dev.rung.server.stats.Statistics;
import dev.rung.server.stats.StatsSnapshot;
import dev.rung.server.stats.StatsSnapshot.ModelFigures;
import dev.rung.server.stats.StatsSnapshot.TierFigures;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GET /metrics: budgets and the figures of {@code Stats} as Prometheus reads them. Safe for several
 * threads; works on a virtual thread of its own, since a reading may wait for what is being
 * recorded.
 */
public final class Metrics {
  private static final Map<String, String> TEXT =
      Map.of("content-type", "text/plain; version=0.0.4; charset=utf-8");

  private final Statistics statistics;
  private final Operations operations;

  public Metrics(Statistics statistics, Operations operations) {
    this.statistics = statistics;
    this.operations = operations;
  }

  /**
   * Answers later; never throws.
   *
   * @param tenant whose figures are shown; absent for everybody's
   */
  public void answer(RequestId id, Optional<String> tenant, WebReply reply) {
    Runnable work = () -> reply.whole(200, TEXT, text(tenant).getBytes(UTF_8));
    Thread.ofVirtual()
        .name("metrics " + id)
        .start(() -> Bugs.run(id, why -> ApiError.of(why).send(id, reply), work));
  }

  private String text(Optional<String> tenant) {
    Exposition out = new Exposition();
    budgets(
        operations.budgets().stream()
            .filter(line -> tenant.map(line::belongsTo).orElse(true))
            .toList(),
        out);
    // Of a tenant beyond those that are told apart only the budgets are known.
    tenant
        .map(statistics::snapshot)
        .orElseGet(() -> Optional.of(statistics.snapshot()))
        .ifPresent(stats -> figures(stats, out));
    return out.toString();
  }

  private static void budgets(List<BudgetLine> lines, Exposition out) {
    out.gauge("rung_budget_limit_usd", "The most that may be spent; of a soft limit, unenforced.");
    lines.forEach(line ->
        out.sample(line.limit(), "scope", line.scope(), "kind", line.soft() ? "soft" : "hard"));
    out.gauge("rung_budget_committed_usd", "Spent in the present hour, day, month or in all.");
    lines.forEach(line -> out.sample(line.committed(), "scope", line.scope()));
    out.gauge("rung_budget_reserved_usd", "Set aside for calls in flight.");
    lines.forEach(line -> out.sample(line.reserved(), "scope", line.scope()));
    out.gauge("rung_budget_alerted", "1 while the share that is warned of is spent.");
    lines.forEach(line -> out.sample(line.alerted() ? 1 : 0, "scope", line.scope()));
    out.gauge("rung_budget_renews_seconds", "When the budget begins anew, in Unix time.");
    lines.forEach(line ->
        line.renews().ifPresent(at -> out.sample(at.getEpochSecond(), "scope", line.scope())));
  }

  private static void figures(StatsSnapshot stats, Exposition out) {
    Figures total = stats.total();
    out.counter("rung_requests_total", "Requests, answered or not.").sample(total.count());
    out.gauge("rung_success_ratio", "Share of them that were answered.")
        .sample(total.successRate());
    out.gauge("rung_cache_hit_ratio", "Share of them that were answered from the cache.")
        .sample(stats.cacheHitRate());
    out.counter("rung_input_tokens_total", "Input tokens, cached ones included.")
        .sample(total.inputTokens());
    out.counter("rung_output_tokens_total", "Output tokens.").sample(total.outputTokens());
    out.counter("rung_cost_usd_total", "What calls cost.").sample(total.cost());
    byTier(stats.byTier(), out);
    byModel(stats.byModel(), out);
  }

  private static void byTier(List<TierFigures> tiers, Exposition out) {
    out.counter("rung_tier_requests_total", "Requests that a tier served.");
    tiers.forEach(one -> out.sample(one.figures().count(), "tier", label(one.tier())));
  }

  private static void byModel(List<ModelFigures> models, Exposition out) {
    out.counter("rung_model_requests_total", "Requests that a model served.");
    models.forEach(one -> out.sample(one.figures().count(), "model", one.model()));
    out.counter("rung_model_cost_usd_total", "What calls at a model cost.");
    models.forEach(one -> out.sample(one.figures().cost(), "model", one.model()));
  }

  private static String label(Tier tier) {
    return tier == Tier.LOCAL_FALLBACK ? "fallback" : Integer.toString(tier.level());
  }
}
