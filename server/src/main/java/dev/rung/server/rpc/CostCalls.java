package dev.rung.server.rpc;

import com.google.protobuf.Timestamp;
import dev.rung.server.call.Unanswered;
import dev.rung.server.call.Violations;
import dev.rung.server.costs.CostQuery;
import dev.rung.server.costs.CostReport;
import dev.rung.server.costs.CostSums;
import dev.rung.server.costs.Dimension;
import dev.rung.server.costs.Step;
import dev.rung.server.engine.Operations;
import dev.rung.server.generate.RequestId;
import dev.rung.server.store.StoreException;
import dev.rung.v1.GetCostsRequest;
import dev.rung.v1.GetCostsResponse;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.Optional;

/** What GetCosts of both services answers. Reads the disk. */
record CostCalls(Operations operations) {
  /** To an operator: of everybody, or of the tenant that is named. */
  GetCostsResponse costs(RequestId id, GetCostsRequest in) throws StatusRuntimeException {
    return costs(id, in, Optional.of(in.getTenant()).filter(named -> !named.isEmpty()));
  }

  /** To a caller: of its own tenant, or of the one that is named, where it may see that. */
  GetCostsResponse costs(RequestId id, GetCostsRequest in, Viewer viewer)
      throws StatusRuntimeException {
    if (!viewer.maySee(in.getTenant())) {
      throw Statuses.notYours(id);
    }
    String tenant = in.getTenant().isEmpty() ? viewer.caller().tenant() : in.getTenant();
    return costs(id, in, Optional.of(tenant));
  }

  private GetCostsResponse costs(RequestId id, GetCostsRequest in, Optional<String> tenant) {
    Violations violations = new Violations(0);
    CostQuery query = query(in, tenant, violations);
    refuse(id, violations);
    try {
      Optional<CostReport> report = operations.costs(query);
      if (report.isEmpty()) {
        violations.add(
            "every",
            "would give more than "
                + CostReport.MOST_STEPS
                + " hours or days, or "
                + CostReport.MOST_LINES
                + " lines: ask for a shorter time");
        refuse(id, violations);
      }
      return write(report.orElseThrow());
    } catch (StoreException unreadable) {
      throw Statuses.stateUnreadable(id, String.valueOf(unreadable.getMessage()));
    }
  }

  private static void refuse(RequestId id, Violations violations) {
    if (!violations.isEmpty()) {
      throw Statuses.of(id, new Unanswered.Invalid(violations.found()));
    }
  }

  private static CostQuery query(
      GetCostsRequest in, Optional<String> tenant, Violations violations) {
    Instant from = in.hasFrom() ? instant("from", in.getFrom(), violations) : Instant.EPOCH;
    Optional<Instant> to =
        in.hasTo() ? Optional.of(instant("to", in.getTo(), violations)) : Optional.empty();
    Dimension by =
        in.getBy().isEmpty()
            ? Dimension.MODEL
            : Dimension.named(in.getBy())
                .orElseGet(() -> {
                  violations.add("by", "must be model, tier, tenant or provider");
                  return Dimension.MODEL;
                });
    Step every =
        in.getEvery().isEmpty()
            ? Step.WHOLE
            : Step.named(in.getEvery())
                .orElseGet(() -> {
                  violations.add("every", "must be hour or day, or empty");
                  return Step.WHOLE;
                });
    if (violations.isEmpty() && to.isPresent()) {
      violations.check(from.isBefore(to.get()), "to", "must be after from");
    }
    return new CostQuery(from, to, by, every, tenant);
  }

  private static Instant instant(String field, Timestamp at, Violations violations) {
    Optional<Instant> read = Timestamps.read(at);
    violations.check(read.isPresent(), field, Timestamps.RULE);
    return read.orElse(Instant.EPOCH);
  }

  private static GetCostsResponse write(CostReport report) {
    GetCostsResponse.Builder out =
        GetCostsResponse.newBuilder()
            .setFrom(Timestamps.of(report.from()))
            .setTo(Timestamps.of(report.to()))
            .setTotal(line(report.total()));
    for (CostReport.Line line : report.lines()) {
      GetCostsResponse.Line.Builder one = line(line.sums()).setKey(line.key());
      line.at().ifPresent(at -> one.setAt(Timestamps.of(at)));
      out.addLines(one);
    }
    return out.build();
  }

  private static GetCostsResponse.Line.Builder line(CostSums sums) {
    return GetCostsResponse.Line.newBuilder()
        .setRequests(sums.requests())
        .setAttempts(sums.attempts())
        .setInputTokens(sums.inputTokens())
        .setCachedInputTokens(sums.cachedInputTokens())
        .setCacheWriteTokens(sums.cacheWriteTokens())
        .setOutputTokens(sums.outputTokens())
        .setReasoningTokens(sums.reasoningTokens())
        .setCostNanos(sums.cost().nanos())
        .setCostUsd(sums.cost().usd())
        .setEstimatedCostNanos(sums.estimated().nanos())
        .setWastedCostNanos(sums.wasted().nanos())
        .setBaselineCostNanos(sums.baseline().nanos())
        .setUnpricedAttempts(sums.unpriced());
  }
}
