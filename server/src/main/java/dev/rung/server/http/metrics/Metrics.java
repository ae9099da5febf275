package dev.rung.server.http.metrics;

import dev.rung.server.call.Bugs;
import dev.rung.server.engine.Operations;
import dev.rung.server.generate.RequestId;
import dev.rung.server.http.openai.ApiError;
import dev.rung.server.http.wire.WebReply;
import dev.rung.server.stats.Statistics;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * GET /metrics: budgets and the figures of {@code Stats} as Prometheus reads them. Safe for several
 * threads; works on a virtual thread of its own, since a reading may wait for what is being
 * recorded.
 */
public final class Metrics {
  private static final Map<String, String> TEXT =
      Map.of("content-type", PrometheusTextFormatWriter.CONTENT_TYPE);

  private final Statistics statistics;
  private final Operations operations;
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

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
    Runnable work = () -> reply.whole(200, TEXT, text(snapshots(tenant)));
    Thread.ofVirtual()
        .name("metrics " + id)
        .start(() -> Bugs.run(id, why -> ApiError.of(why).send(id, reply), work));
  }

  private byte[] text(MetricSnapshots snapshots) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      writer.write(text, snapshots);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory takes every byte", impossible);
    }
    return text.toByteArray();
  }

  private MetricSnapshots snapshots(Optional<String> tenant) {
    Exposition out = new Exposition();
    out.budgets(
        operations.budgets().stream()
            .filter(line -> tenant.map(line::belongsTo).orElse(true))
            .toList());
    // Of a tenant beyond those that are told apart only the budgets are known.
    tenant
        .map(statistics::snapshot)
        .orElseGet(() -> Optional.of(statistics.snapshot()))
        .ifPresent(out::figures);
    return out.all();
  }
}
