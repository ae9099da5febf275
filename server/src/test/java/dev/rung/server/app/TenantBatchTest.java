package dev.rung.server.app;

import static dev.rung.server.app.TenantRig.SUM;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Items of a batch, which wait for the rate of their tenant, on a whole daemon. */
@Timeout(600)
class TenantBatchTest {
  private final TenantRig rig = new TenantRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void itemsOfABatchWaitForTheRateOfTheirTenantAsLongAsThereIsTime() {
    try (RunningDaemon daemon =
        rig.daemon("[tenants.acme]\nrequests_per_minute = 6\nmax_parallel = 2\n")) {
      daemon.become("acme");
      List<GenerateBatchResult> patient = new ArrayList<>();

      Iterator<GenerateBatchResult> results = daemon.router().generateBatch(sums(8));
      for (int i = 0; i < 6; i++) {
        patient.add(results.next());
      }
      rig.pass(Duration.ofMinutes(1));
      results.forEachRemaining(patient::add);

      assertThat(patient).hasSize(8).allSatisfy(r -> assertThat(r.hasResponse()).isTrue());
    }
  }

  @Test
  void anItemOfABatchFailsAtOnceWhereItsTenantsRateComesTooLate() {
    try (RunningDaemon daemon = rig.daemon("[tenants.acme]\nrequests_per_minute = 1\n")) {
      daemon.become("acme");

      List<GenerateBatchResult> hurried =
          ImmutableList.copyOf(
              daemon.router().withDeadlineAfter(20, TimeUnit.SECONDS).generateBatch(sums(2)));

      assertThat(hurried.get(0).getResponse().getText()).isEqualTo("37.5");
      assertThat(hurried.get(1).getError().getReason()).isEqualTo("RATE_LIMITED");
      assertThat(hurried.get(1).getError().getRetryAfterSeconds()).isGreaterThan(20);
    }
  }

  private static GenerateBatchRequest sums(int count) {
    GenerateBatchRequest.Builder batch = GenerateBatchRequest.newBuilder();
    for (int i = 0; i < count; i++) {
      batch.addItems(GenerateBatchRequest.Item.newBuilder().setId("i" + i).setRequest(SUM));
    }
    return batch.build();
  }
}
