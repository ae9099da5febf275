package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.v1.BudgetStats;
import dev.rung.v1.GetBudgetsRequest;
import dev.rung.v1.PutBudgetRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of the Admin service about budgets. */
final class AdminBudgetsTest {
  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void saysWhereTheBudgetsStand() {
    BudgetStats budget =
        rig.admin().getBudgets(GetBudgetsRequest.getDefaultInstance()).getBudgets(0);

    assertThat(budget.getScope()).isEqualTo("global/daily");
    assertThat(budget.getLimitUsd()).isEqualTo(5);
    assertThat(budget.getCommittedNanos()).isEqualTo(1_000_000_000L);
    assertThat(budget.getReservedUsd()).isEqualTo(0.25);
    assertThat(budget.getRenewsAt().getSeconds()).isEqualTo(1_767_312_000L);
    assertThat(budget.getLeftNanos()).isEqualTo(3_750_000_000L);
    assertThat(budget.getOrigin()).isEqualTo("configuration");
    assertThat(budget.getSoft()).isFalse();
    assertThat(budget.getAlerted()).isFalse();
  }

  @Test
  void putsABudget() {
    PutBudgetRequest order =
        PutBudgetRequest.newBuilder()
            .setScope("tenant:acme/monthly")
            .setLimitNanos(7)
            .setSoft(true)
            .build();

    BudgetStats put = rig.admin().putBudget(order);

    assertThat(put.getScope()).isEqualTo("tenant:acme/monthly");
    assertThat(put.getLimitNanos()).isEqualTo(7);
    assertThat(put.getSoft()).isTrue();
    assertThat(put.getOrigin()).isEqualTo("admin");
    assertThat(rig.admin().putBudget(order.toBuilder().setRemove(true).build()))
        .isEqualTo(BudgetStats.newBuilder().setScope("tenant:acme/monthly").build());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000_000_000_000_000_001L, Long.MAX_VALUE})
  void saysWhatIsWrongWithAnOrderForABudget(long nanos) {
    PutBudgetRequest order =
        PutBudgetRequest.newBuilder().setScope("acme/weekly").setLimitNanos(nanos).build();

    StatusRuntimeException error =
        catchThrowableOfType(StatusRuntimeException.class, () -> rig.admin().putBudget(order));

    assertThat(error.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(error).hasMessageContaining("scope must be WHOSE/PERIOD");
    assertThat(error).hasMessageContaining("limit_nanos must be 0 to 1000000000000000000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model:mistal/daily | scope names no model that is here; nearest: mistral",
        "tenant:a b/hourly | scope names no tenant: a name must be 1 to 128 letters",
        "provider:togehter/total | scope names no provider that is here; nearest: together"
      })
  void refusesALimitThatWouldLimitNothingAndTakesOneAway(String scope, String fault) {
    PutBudgetRequest order = PutBudgetRequest.newBuilder().setScope(scope).setLimitNanos(7).build();

    StatusRuntimeException error =
        catchThrowableOfType(StatusRuntimeException.class, () -> rig.admin().putBudget(order));

    assertThat(error.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(error).hasMessageContaining(fault);
    assertThat(rig.admin().putBudget(order.toBuilder().setRemove(true).build()).getScope())
        .isEqualTo(scope);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model:mistral/daily",
        "provider:together/total",
        "provider:anthropic/daily",
        "global/hourly"
      })
  void takesALimitForWhoIsThereOrMayComeAsBySettings(String scope) {
    PutBudgetRequest order = PutBudgetRequest.newBuilder().setScope(scope).setLimitNanos(7).build();

    assertThat(rig.admin().putBudget(order).getScope()).isEqualTo(scope);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model:llama3.2:3b/daily", "provider:cellar/total"})
  void takesALimitForWhoIsNotThereNowWhereThatIsSaid(String scope) {
    PutBudgetRequest order = PutBudgetRequest.newBuilder().setScope(scope).setLimitNanos(7).build();

    StatusRuntimeException error =
        catchThrowableOfType(StatusRuntimeException.class, () -> rig.admin().putBudget(order));
    BudgetStats put = rig.admin().putBudget(order.toBuilder().setAbsent(true).build());

    assertThat(error).hasMessageContaining("for one that is not here now, say absent");
    assertThat(put.getScope()).isEqualTo(scope);
  }

  @Test
  void saysThatABudgetCouldNotBeKept() {
    rig.operations.refuseReload("rung.db cannot grow: make room on its disk");

    StatusRuntimeException error =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                rig.admin()
                    .putBudget(PutBudgetRequest.newBuilder().setScope("global/daily").build()));

    assertThat(error.getStatus().getCode()).isEqualTo(Code.UNAVAILABLE);
    assertThat(error).hasMessageContaining("make room");
  }
}
