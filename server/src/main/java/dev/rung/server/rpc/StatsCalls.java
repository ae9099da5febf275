package dev.rung.server.rpc;

import dev.rung.server.call.Unanswered;
import dev.rung.server.engine.Operations;
import dev.rung.server.feedback.Feedback;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.RequestId;
import dev.rung.server.stats.Statistics;
import dev.rung.v1.ResetStatsResponse;
import dev.rung.v1.StatsResponse;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What Stats and ResetStats answer: a tenant's own figures, or everybody's to those who may see
 * them. Both may wait a moment for requests being recorded.
 */
record StatsCalls(Statistics statistics, Operations operations, Feedback feedback) {

  StatsResponse stats(RequestId id, Viewer viewer) throws StatusRuntimeException {
    if (viewer.seesAll()) {
      return writer().write(statistics.snapshot());
    }
    String tenant = viewer.caller().tenant();
    return statistics
        .snapshot(tenant)
        .map(own -> writer().write(own, tenant))
        .orElseThrow(() -> notToldApart(id));
  }

  ResetStatsResponse reset(RequestId id, Viewer viewer) throws StatusRuntimeException {
    Instant since =
        viewer.seesAll()
            ? statistics.reset()
            : statistics.reset(viewer.caller().tenant()).orElseThrow(() -> notToldApart(id));
    return ResetStatsResponse.newBuilder().setSince(Timestamps.of(since)).build();
  }

  private StatsWriter writer() {
    return new StatsWriter(operations, feedback::standing, Priors.of(operations));
  }

  private static StatusRuntimeException notToldApart(RequestId id) {
    Refusal refusal =
        Refusal.of(
            Reason.OVERLOADED,
            "there are more tenants than figures are kept of: ask the operator to reset the"
                + " figures of all");
    return Statuses.of(id, new Unanswered.Refused(refusal, Optional.empty()));
  }
}
