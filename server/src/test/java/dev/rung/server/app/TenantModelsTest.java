package dev.rung.server.app;

import static dev.rung.server.app.TenantRig.asking;
import static dev.rung.server.app.TenantRig.reason;
import static dev.rung.server.app.TenantRig.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.v1.GenerateResponse;
import dev.rung.v1.ReloadConfigRequest;
import dev.rung.v1.StatsRequest;
import dev.rung.v1.Tier;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which models tenants may use, on a whole daemon. */
@Timeout(600)
class TenantModelsTest {
  private final TenantRig rig = new TenantRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aModelThatIsNotAllowedIsRefusedByNameAndSkippedOtherwise() {
    try (RunningDaemon daemon = rig.daemon("[tenants.acme]\nmodels = [\"large-alias\"]\n")) {
      daemon.become("acme");

      StatusRuntimeException named = refused(daemon, asking("small"));
      GenerateResponse routed = daemon.router().generate(RunningDaemon.request());

      assertThat(named.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED);
      assertThat(named.getStatus().getDescription()).contains("acme", "small", "large-alias");
      assertThat(reason(named)).isEqualTo("NOT_ALLOWED");
      assertThat(routed.getModel()).isEqualTo("large");
      assertThat(routed.getDecision().getSkippedList())
          .anySatisfy(skipped ->
              assertThat(skipped.getReason()).isEqualTo("is not allowed to this tenant"));
    }
  }

  @Test
  void tiersBoundTheRequestsOwn() {
    try (RunningDaemon daemon = rig.daemon("[tenants.acme]\nmax_tier = 2\n")) {
      daemon.become("acme");

      assertThat(reason(refused(daemon, asking("large")))).isEqualTo("NOT_ALLOWED");
      assertThat(
              reason(
                  refused(
                      daemon,
                      RunningDaemon.request().toBuilder().setMinTier(Tier.TIER_3_MEDIUM).build())))
          .isEqualTo("NOT_ALLOWED");
      assertThat(daemon.router().generate(RunningDaemon.request()).getModel()).isEqualTo("small");
    }
  }

  @Test
  void aReloadTakesOverWhatTenantsMay() throws Exception {
    try (RunningDaemon daemon = rig.daemon("")) {
      daemon.become("acme");
      assertThat(daemon.router().generate(asking("large")).getModel()).isEqualTo("large");

      daemon.rewrite(rig.large() + "[tenants.acme]\nenabled = false\n");
      daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance());

      assertThat(reason(refused(daemon, asking("large")))).isEqualTo("TENANT_DISABLED");
    }
  }

  @Test
  void aRefusedRequestIsCounted() {
    try (RunningDaemon daemon = rig.daemon("[tenants.acme]\nmax_tier = 2\n")) {
      daemon.become("acme");
      StatusRuntimeException unused = refused(daemon, asking("large"));
      assertThat(unused).isNotNull();

      assertThat(daemon.router().stats(StatsRequest.getDefaultInstance()).getTotalRequests())
          .isEqualTo(1);
    }
  }
}
