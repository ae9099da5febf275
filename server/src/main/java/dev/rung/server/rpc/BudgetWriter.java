package dev.rung.server.rpc;

import dev.rung.server.budget.BudgetLine;
import dev.rung.server.budget.Limit;
import dev.rung.v1.BudgetStats;

/** Budgets as the contract spells them. */
final class BudgetWriter {
  private BudgetWriter() {}

  static BudgetStats write(BudgetLine line) {
    BudgetStats.Builder out =
        BudgetStats.newBuilder()
            .setScope(line.scope())
            .setLimitUsd(line.limit().usd())
            .setLimitNanos(line.limit().nanos())
            .setCommittedUsd(line.committed().usd())
            .setCommittedNanos(line.committed().nanos())
            .setReservedUsd(line.reserved().usd())
            .setReservedNanos(line.reserved().nanos())
            .setLeftNanos(line.left().nanos())
            .setSoft(line.soft())
            .setAlerted(line.alerted())
            .setOrigin(origin(line.origin()))
            .setSpentUnknown(!line.known());
    line.renews().ifPresent(at -> out.setRenewsAt(Timestamps.of(at)));
    return out.build();
  }

  private static String origin(Limit.Origin origin) {
    return switch (origin) {
      case CONFIGURATION -> "configuration";
      case ADMIN -> "admin";
    };
  }
}
