package dev.rung.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Rights;
import dev.rung.server.guard.RateLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TenantsTest {
  private static final int MANY = 10_000;

  private final AtomicLong nanos = new AtomicLong();
  private final Tenants tenants = new Tenants(nanos::get);

  private void limit(int requestsPerMinute) {
    RateLimits rates = new RateLimits(OptionalInt.of(requestsPerMinute), OptionalInt.empty());
    tenants.apply(
        Map.of(
            "default",
            new TenantSettings(
                true, rates, OptionalInt.empty(), Rights.ALL, List.of(), Set.of(Scope.GENERATE))));
  }

  /** Whether a request was let in; it has ended then. */
  private boolean asks(String tenant) {
    TenantLoad.Taken taken = tenants.take(tenant, 1);
    taken.place().ifPresent(place -> place.end(1));
    return taken.place().isPresent();
  }

  @Test
  void manyTenantsAtOnceDoNotMakeOneForgetWhatAnotherTook() {
    limit(1);
    assertThat(asks("acme")).isTrue();

    for (int i = 0; i < MANY + 10; i++) {
      assertThat(asks("tenant-" + i)).isTrue();
    }

    assertThat(asks("acme")).isFalse();
  }

  @Test
  void anotherLimitCountsWhatATenantTookUnderTheOneBefore() {
    limit(2);
    assertThat(asks("acme")).isTrue();
    assertThat(asks("acme")).isTrue();

    limit(3);
    assertThat(asks("acme")).isTrue();
    assertThat(asks("acme")).isFalse();
    limit(2);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
    assertThat(asks("acme")).isFalse();
    nanos.incrementAndGet();
    assertThat(asks("acme")).isTrue();
  }

  @Test
  void tenantsThatHaveRestedAreForgotten() {
    limit(10);
    for (int i = 0; i < MANY + 1; i++) {
      assertThat(asks("tenant-" + i)).isTrue();
    }
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());

    assertThat(asks("acme")).isTrue();

    assertThat(tenants.remembered()).isEqualTo(1);
  }
}
