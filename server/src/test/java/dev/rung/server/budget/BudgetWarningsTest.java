package dev.rung.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import dev.rung.server.log.CapturedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BudgetWarningsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T08:00:00Z"));
  private final InMemoryLedger ledger =
      new InMemoryLedger(
          new BudgetSettings(
              Optional.of(Money.ofUsd(10)),
              Optional.empty(),
              BudgetSettings.DEFAULT_WARNING_THRESHOLD),
          now::get);

  private void spendUsd(double usd) {
    Spend nothing = new Spend(Caller.ANONYMOUS, "a-model", "a-provider", Money.ZERO);
    if (ledger.reserve(nothing) instanceof Grant.Reserved(Reservation reservation)) {
      reservation.settle(Money.ofUsd(usd));
    }
  }

  @Test
  void warnsOnceADayWhenMostOfTheBudgetIsSpent() {
    try (CapturedLog log = CapturedLog.of(BudgetWarnings.class)) {
      spendUsd(7.9);
      assertThat(log.lines()).isEmpty();

      spendUsd(0.1);
      spendUsd(1);
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().getFirst())
          .contains(" WARN ", "most of a budget is spent")
          .contains("scope=global/daily committed_usd=8 limit_usd=10")
          .contains("renews=2026-03-02T00:00:00Z");

      now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
      spendUsd(9);
      assertThat(log.lines()).hasSize(2);
    }
  }

  @Test
  void warnsAnewUnderAnotherLimit() {
    try (CapturedLog log = CapturedLog.of(BudgetWarnings.class)) {
      spendUsd(9);

      ledger.apply(
          new BudgetSettings(Optional.of(Money.ofUsd(12)), Optional.of(Money.ofUsd(20)), 0.8));
      spendUsd(1);
      spendUsd(6);

      assertThat(log.lines()).hasSize(3);
      assertThat(log.lines().getLast()).contains("scope=global/total", "renews=never");
    }
  }

  @Test
  void doesNotWarnAgainUnderTheSameLimit() {
    try (CapturedLog log = CapturedLog.of(BudgetWarnings.class)) {
      spendUsd(9);

      ledger.apply(new BudgetSettings(Optional.of(Money.ofUsd(10)), Optional.empty(), 0.8));
      spendUsd(0.5);

      assertThat(log.lines()).hasSize(1);
    }
  }
}
