package dev.rung.server.rpc;

import dev.rung.server.tenant.Need;
import dev.rung.v1.RouterGrpc;
import io.grpc.health.v1.HealthGrpc;
import java.util.Map;

/** What each method asks of its caller; one that is not named here is for operators. */
final class Needs {
  private static final Map<String, Need> ROUTER =
      Map.of(
          "Generate", Need.GENERATE,
          "GenerateStream", Need.GENERATE,
          "GenerateBatch", Need.GENERATE,
          "Route", Need.GENERATE,
          "Feedback", Need.GENERATE,
          "Stats", Need.STATS,
          "ResetStats", Need.STATS,
          "GetCosts", Need.STATS);
  private static final String REFLECTION = "grpc.reflection.";

  private Needs() {}

  static Need of(String service, String method) {
    if (service.equals(HealthGrpc.SERVICE_NAME)) {
      return Need.NOTHING;
    }
    if (service.equals(RouterGrpc.SERVICE_NAME)) {
      return ROUTER.getOrDefault(method, Need.ADMIN);
    }
    return service.startsWith(REFLECTION) ? Need.STATS : Need.ADMIN;
  }
}
