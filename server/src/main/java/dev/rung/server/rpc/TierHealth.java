package dev.rung.server.rpc;

import dev.rung.server.engine.Operations;
import dev.rung.server.generate.Tier;
import dev.rung.v1.RouterGrpc;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.Set;

/**
 * What grpc.health.v1 says. "" serves while the server takes calls, the Router while some tier
 * serves, and each tier ("tier0" to "tier4", "fallback") while something serves it. Safe for
 * several threads.
 */
final class TierHealth {
  private final Operations operations;
  private final HealthStatusManager statuses = new HealthStatusManager();

  TierHealth(Operations operations) {
    this.operations = operations;
  }

  BindableService service() {
    return statuses.getHealthService();
  }

  /** Follows the tiers from now on. */
  void start() {
    statuses.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
    operations.onTiersChanged(this::update);
    update();
  }

  /** Nothing serves any more, whatever the tiers do. */
  void stop() {
    statuses.enterTerminalState();
  }

  /** One at a time, so that an older picture never replaces a newer one. */
  private synchronized void update() {
    Set<Tier> serving = operations.servingTiers();
    statuses.setStatus(RouterGrpc.SERVICE_NAME, status(!serving.isEmpty()));
    for (Tier tier : Tier.values()) {
      statuses.setStatus(Tiers.healthName(tier), status(serving.contains(tier)));
    }
  }

  private static ServingStatus status(boolean serving) {
    return serving ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
  }
}
