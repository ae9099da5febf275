package dev.rung.server.rpc;

import com.google.rpc.Code;
import dev.rung.server.call.Unanswered;
import dev.rung.server.engine.Operations;
import dev.rung.server.feedback.Feedback;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.RequestId;
import dev.rung.server.stats.Statistics;
import dev.rung.server.stats.StatsSnapshot;
import dev.rung.v1.ResetStatsRequest;
import dev.rung.v1.ResetStatsResponse;
import dev.rung.v1.StatsRequest;
import dev.rung.v1.StatsResponse;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What Stats and ResetStats answer: a tenant's own figures, or everybody's to those who may see
 * them, or those of a tenant that they name. Both may wait a moment for requests being recorded.
 */
record StatsCalls(Statistics statistics, Operations operations, Feedback feedback) {

  StatsResponse stats(RequestId id, StatsRequest in, Viewer viewer) throws StatusRuntimeException {
    Optional<String> tenant = whose(id, in.getTenant(), viewer);
    if (tenant.isEmpty()) {
      return writer(feedback::standing).write(statistics.snapshot());
    }
    return statistics
        .snapshot(tenant.get())
        .map(own -> ofTenant(tenant.get()).write(own, tenant.get()))
        .orElseThrow(() -> notToldApart(id));
  }

  ResetStatsResponse reset(RequestId id, ResetStatsRequest in, Viewer viewer)
      throws StatusRuntimeException {
    Optional<String> tenant = whose(id, in.getTenant(), viewer);
    Instant since =
        tenant.isEmpty()
            ? statistics.reset()
            : statistics.reset(tenant.get()).orElseGet(() -> sinceOfNone(id, tenant.get(), viewer));
    return ResetStatsResponse.newBuilder().setSince(Timestamps.of(since)).build();
  }

  /** A tenant that asked nothing has nothing to reset; a name of another may be misspelt. */
  private Instant sinceOfNone(RequestId id, String tenant, Viewer viewer) {
    Instant since =
        statistics.snapshot(tenant).map(StatsSnapshot::since).orElseThrow(() -> notToldApart(id));
    if (tenant.equals(viewer.caller().tenant())) {
      return since;
    }
    throw new StatusBuilder(
            Code.NOT_FOUND,
            "there are no figures of this tenant: nothing was asked under its name since " + since)
        .errorInfo("UNKNOWN_TENANT")
        .metadata("request_id", id.value())
        .build();
  }

  private static Optional<String> whose(RequestId id, String tenant, Viewer viewer) {
    if (!viewer.maySee(tenant)) {
      throw Statuses.notYours(id);
    }
    return viewer.whose(tenant);
  }

  private StatsWriter ofTenant(String tenant) {
    return writer((model, tier) -> feedback.standing(tenant, model, tier));
  }

  private StatsWriter writer(StatsWriter.Standings standings) {
    return new StatsWriter(operations, standings, Priors.of(operations));
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
