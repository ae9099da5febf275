package dev.rung.server.app;

import static dev.rung.server.app.TenantRig.SUM;
import static dev.rung.server.app.TenantRig.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.rpc.Errors;
import dev.rung.v1.ResetStatsRequest;
import dev.rung.v1.StatsRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose figures tenants and operators see and reset, on a whole daemon. */
@Timeout(600)
class TenantFiguresTest {
  private final TenantRig rig = new TenantRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aTenantSeesItsOwnFiguresAndOperatorsThoseOfAll() {
    try (RunningDaemon daemon = rig.daemon("")) {
      String ones = daemon.key("one");
      String twos = daemon.key("two");
      daemon.show(twos);
      assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
      daemon.show(ones);
      assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
      assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");

      assertThat(requests(daemon)).isEqualTo(2);
      daemon.show(twos);
      assertThat(requests(daemon)).isEqualTo(1);
      String operators = daemon.key("ops", "stats", "admin");
      daemon.show(operators);
      assertThat(operators).isNotEqualTo(ones);
      assertThat(requests(daemon)).isEqualTo(3);
    }
  }

  @Test
  void aTenantResetsItsOwnFiguresAndOperatorsThoseOfAll() {
    try (RunningDaemon daemon = rig.daemon("")) {
      String ones = daemon.key("one", "generate", "stats");
      String twos = daemon.key("two", "generate", "stats");
      String operators = daemon.key("ops", "stats", "admin");
      for (String tenant : List.of(ones, twos)) {
        daemon.show(tenant);
        assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
      }

      assertThat(daemon.router().resetStats(ResetStatsRequest.getDefaultInstance()).hasSince())
          .isTrue();

      assertThat(requests(daemon)).isZero();
      daemon.show(ones);
      assertThat(requests(daemon)).isEqualTo(1);
      daemon.show(operators);
      assertThat(requests(daemon)).isEqualTo(2);
      assertThat(daemon.router().resetStats(ResetStatsRequest.getDefaultInstance()).hasSince())
          .isTrue();
      assertThat(requests(daemon)).isZero();
      daemon.show(ones);
      assertThat(requests(daemon)).isZero();
    }
  }

  @Test
  void operatorsNameWhoseFiguresTheyMeanAndTenantsOnlyThemselves() {
    try (RunningDaemon daemon = rig.daemon("")) {
      String ones = daemon.key("one", "generate", "stats");
      String operators = daemon.key("ops", "generate", "stats", "admin");
      for (String tenant : List.of(ones, ones, operators)) {
        daemon.show(tenant);
        assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
      }
      ResetStatsRequest reset = ResetStatsRequest.newBuilder().setTenant("one").build();

      assertThat(requests(daemon, "one")).isEqualTo(2);
      assertThat(requests(daemon, "ops")).isEqualTo(1);
      assertThat(daemon.router().resetStats(reset).hasSince()).isTrue();
      assertThat(requests(daemon, "one")).isZero();
      assertThat(requests(daemon, "ops")).isEqualTo(1);
      assertThat(requests(daemon)).isEqualTo(3);

      daemon.show(ones);
      assertThat(requests(daemon, "one")).isZero();
      assertThat(daemon.router().resetStats(reset).hasSince()).isTrue();
      StatusRuntimeException others = Errors.of(() -> requests(daemon, "ops"));
      StatusRuntimeException theirs =
          Errors.of(() ->
              daemon.router().resetStats(ResetStatsRequest.newBuilder().setTenant("ops").build()));
      assertThat(others.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED);
      assertThat(reason(theirs)).isEqualTo("NOT_ALLOWED");
      daemon.show(operators);
      assertThat(requests(daemon, "ops")).isEqualTo(1);
    }
  }

  private static long requests(RunningDaemon daemon, String tenant) {
    StatsRequest request = StatsRequest.newBuilder().setTenant(tenant).build();
    return daemon.router().stats(request).getTotalRequests();
  }

  private static long requests(RunningDaemon daemon) {
    return daemon.router().stats(StatsRequest.getDefaultInstance()).getTotalRequests();
  }
}
