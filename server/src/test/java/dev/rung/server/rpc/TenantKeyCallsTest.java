package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import dev.rung.server.tenant.KeyTable;
import dev.rung.server.tenant.TenantKeys;
import dev.rung.v1.CreateTenantKeyRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantKeyCallsTest {
  private final Store store = Store.open(StoreSettings.inMemory(), List.of(KeyTable.SCHEMA));
  private final TenantKeyCalls calls =
      new TenantKeyCalls(
          TenantKeys.open(store, Optional.empty(), InstantSource.system(), new SecureRandom()));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void refusesAnOverlapWithoutAKeyThatIsReplaced() {
    CreateTenantKeyRequest request =
        CreateTenantKeyRequest.newBuilder().setTenant("acme").setOverlapSeconds(5).build();

    assertThatThrownBy(() -> calls.create(request))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused -> {
              assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(refused).hasMessageContaining("overlap_seconds");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, 0",
    "31556889864403199, 0",
    "253402300800, 0",
    "-1, 0",
    "4102444800, 1000000000",
    "4102444800, -1",
  })
  void refusesAnExpiryThatNoCalendarHas(long seconds, int nanos) {
    CreateTenantKeyRequest request =
        CreateTenantKeyRequest.newBuilder()
            .setTenant("acme")
            .setExpiresAt(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos))
            .build();

    assertThatThrownBy(() -> calls.create(request))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused -> {
              assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(refused).hasMessageContaining("expires_at");
            });
  }
}
