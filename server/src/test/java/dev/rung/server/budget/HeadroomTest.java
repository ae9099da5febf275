package dev.rung.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Refusal.Quota;
import dev.rung.server.generate.Rights;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers are told what is left where it tells them nothing of others. */
class HeadroomTest {
  private static final Money LEFT = new Money(60);
  private static final Optional<Instant> MIDNIGHT =
      Optional.of(Instant.parse("2026-03-02T00:00:00Z"));
  private static final Caller ACME = new Caller("acme");

  @Test
  void aTenantIsToldWhatIsLeftOfItsOwn() {
    assertThat(of("tenant:acme/monthly").toldTo(ACME))
        .isEqualTo(new Quota("tenant:acme/monthly", Optional.of(LEFT), MIDNIGHT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "global/daily",
        "model:acme/daily",
        "provider:acme/daily",
        "tenant:acme2/daily",
        "tenant:other/daily"
      })
  void ofABudgetThatOthersSpendFromOnlyWhenItRenews(String budget) {
    assertThat(of(budget).toldTo(ACME)).isEqualTo(new Quota(budget, Optional.empty(), MIDNIGHT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"global/daily", "model:small/daily", "provider:cloud/daily"})
  void whoSeesEveryTenantsFiguresIsToldWhatIsLeftOfAll(String budget) {
    Caller operator = new Caller("ops", Rights.ALL, true);

    assertThat(of(budget).toldTo(operator).left()).contains(LEFT);
    assertThat(of(budget).toldTo(Caller.ANONYMOUS).left()).contains(LEFT);
  }

  private static Headroom of(String budget) {
    return new Headroom(BudgetKey.parse(budget).orElseThrow(), LEFT, MIDNIGHT);
  }
}
