package dev.rung.server.budget;

import static dev.rung.server.budget.LedgerRig.limits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import dev.rung.server.log.CapturedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetWarningsTest {
  private static final long USD = 1_000_000_000L;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T08:00:00Z"));
  private final LedgerRig rig = LedgerRig.inMemory(limits(Map.of("global/daily", 10 * USD)), now);

  private void spendUsd(double usd) {
    rig.spent(Money.ofUsd(usd).nanos());
  }

  @AfterEach
  void close() {
    rig.close();
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

      rig.ledger.apply(limits(Map.of("global/daily", 12 * USD, "global/total", 20 * USD)));
      rig.awaitSums();
      spendUsd(1);
      spendUsd(6);

      assertThat(log.lines()).hasSize(3);
      assertThat(log.lines().getLast()).contains("scope=global/total", "renews=never");
    }
  }

  @Test
  void warnsAtOnceAndOnceOfALimitThatIsLoweredBelowWhatIsSpent() throws Exception {
    try (CapturedLog log = CapturedLog.of(BudgetWarnings.class)) {
      spendUsd(5);

      rig.ledger.apply(limits(Map.of("global/daily", 7 * USD)));
      assertThat(log.lines()).isEmpty();
      rig.ledger.apply(limits(Map.of("global/daily", 6 * USD)));
      assertThat(log.lines()).hasSize(1).first().asString().contains("committed_usd=5 limit_usd=6");
      rig.ledger.put(daily(), Optional.of(Limit.hard(new Money(4 * USD))));
      assertThat(log.lines()).hasSize(2).last().asString().contains("committed_usd=5 limit_usd=4");

      rig.ledger.apply(limits(Map.of("global/daily", 6 * USD)));
      rig.ledger.put(daily(), Optional.of(Limit.hard(new Money(4 * USD))));
      spendUsd(1);
      assertThat(log.lines()).hasSize(2);
    }
  }

  @Test
  void warnsOfANewLimitAsSoonAsItIsKnownWhatWasSpent() throws Exception {
    try (CapturedLog log = CapturedLog.of(BudgetWarnings.class)) {
      spendUsd(5);

      rig.ledger.put(
          BudgetKey.parse("tenant:a-tenant/total").orElseThrow(),
          Optional.of(Limit.soft(new Money(USD))));
      assertThat(log.lines()).hasSize(1).first().asString().contains("tenant:a-tenant/total");
      rig.ledger.apply(limits(Map.of("global/daily", 10 * USD, "global/total", 6 * USD)));
      rig.awaitSums();

      assertThat(log.lines()).hasSize(2).last().asString().contains("global/total");
      spendUsd(0.1);
      assertThat(log.lines()).hasSize(2);
    }
  }

  @Test
  void warnsAtOnceWhereASmallerShareIsWarnedOf() {
    BudgetSettings all = limits(Map.of("global/daily", 10 * USD));
    try (CapturedLog log = CapturedLog.of(BudgetWarnings.class)) {
      spendUsd(5);

      rig.ledger.apply(
          new BudgetSettings(
              all.limits(), 0.5, all.zone(), all.qualityFirstBelow(), all.preferLocalFrom()));

      assertThat(log.lines()).hasSize(1).first().asString().contains("global/daily");
    }
  }

  private static BudgetKey daily() {
    return BudgetKey.parse("global/daily").orElseThrow();
  }

  @Test
  void doesNotWarnAgainUnderTheSameLimit() {
    try (CapturedLog log = CapturedLog.of(BudgetWarnings.class)) {
      spendUsd(9);

      rig.ledger.apply(limits(Map.of("global/daily", 10 * USD)));
      spendUsd(0.5);

      assertThat(log.lines()).hasSize(1);
    }
  }
}
