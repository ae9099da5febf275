package dev.rung.server.rpc;

import dev.rung.server.key.KeyReport;
import dev.rung.server.key.KeyStatus;
import dev.rung.server.provider.KeySource;
import dev.rung.v1.ProviderKey;
import dev.rung.v1.ProviderKey.Status;

/** Keys as the contract spells them; never a key itself. */
final class KeyWriter {
  private KeyWriter() {}

  static ProviderKey write(KeyReport report) {
    ProviderKey.Builder out =
        ProviderKey.newBuilder()
            .setProvider(report.provider())
            .setName(report.name())
            .setStatus(status(report.status()))
            .setValid(report.status() == KeyStatus.VALID)
            .setUsable(report.status().usable())
            .setDetail(report.detail())
            .setWeight(report.weight())
            .setBreakerState(report.breaker().label());
    switch (report.source()) {
      case KeySource.Variable(var variable) -> out.setApiKeyEnv(variable);
      case KeySource.OfFile(var path) -> out.setApiKeyFile(path.toString());
    }
    report.checked().ifPresent(time -> out.setCheckedAt(Timestamps.of(time)));
    return out.build();
  }

  private static Status status(KeyStatus status) {
    return switch (status) {
      case VALID -> Status.VALID;
      case REFUSED -> Status.REFUSED;
      case NO_CREDIT -> Status.NO_CREDIT;
      case THROTTLED -> Status.THROTTLED;
      case UNREACHABLE -> Status.UNREACHABLE;
      case NOT_CHECKED -> Status.NOT_CHECKED;
      case MISSING -> Status.MISSING;
    };
  }
}
