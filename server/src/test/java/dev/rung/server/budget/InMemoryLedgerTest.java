package dev.rung.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Refusal.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InMemoryLedgerTest {
  private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(MORNING);

  private InMemoryLedger ledger(BudgetSettings settings) {
    return new InMemoryLedger(settings, now::get);
  }

  private InMemoryLedger daily(long limit) {
    return ledger(settings(Optional.of(new Money(limit)), Optional.empty()));
  }

  private InMemoryLedger total(long limit) {
    return ledger(settings(Optional.empty(), Optional.of(new Money(limit))));
  }

  private static BudgetSettings settings(Optional<Money> daily, Optional<Money> total) {
    return new BudgetSettings(daily, total, BudgetSettings.DEFAULT_WARNING_THRESHOLD);
  }

  private static Grant ask(Budget budget, long nanos) {
    return budget.reserve(new Spend(Caller.ANONYMOUS, "a-model", "a-provider", new Money(nanos)));
  }

  private static Reservation reserve(Budget budget, long nanos) {
    return switch (ask(budget, nanos)) {
      case Grant.Reserved(Reservation reservation) -> reservation;
      case Grant.Refused(Quota quota) -> throw new AssertionError("refused: " + quota);
    };
  }

  private static void spend(Budget budget, long nanos) {
    reserve(budget, 0).settle(new Money(nanos));
  }

  private static BudgetLine onlyLine(Budget budget) {
    assertThat(budget.lines()).hasSize(1);
    return budget.lines().getFirst();
  }

  @Test
  void setsMoneyAsideUntilItIsSettled() {
    Budget budget = daily(100);

    Reservation reservation = reserve(budget, 30);
    BudgetLine before = onlyLine(budget);
    reservation.settle(new Money(20));

    assertThat(before)
        .isEqualTo(
            new BudgetLine(
                "global/daily", new Money(100), Money.ZERO, new Money(30), Optional.of(MIDNIGHT)));
    assertThat(onlyLine(budget).committed()).isEqualTo(new Money(20));
    assertThat(onlyLine(budget).reserved()).isEqualTo(Money.ZERO);
  }

  @Test
  void givesBackWhatAClosedReservationHeld() {
    Budget budget = daily(100);

    try (Reservation reservation = reserve(budget, 100)) {
      assertThat(reservation.extend(new Money(1))).isFalse();
    }

    assertThat(onlyLine(budget).reserved()).isEqualTo(Money.ZERO);
    assertThat(onlyLine(budget).committed()).isEqualTo(Money.ZERO);
  }

  @Test
  void reservesToTheLimitAndNotBeyond() {
    Budget budget = daily(100);
    Reservation all = reserve(budget, 100);

    Grant oneMore = ask(budget, 1);

    assertThat(oneMore)
        .isEqualTo(new Grant.Refused(new Quota("global/daily", Money.ZERO, Optional.of(MIDNIGHT))));
    all.close();
    assertThat(ask(budget, 100)).isInstanceOf(Grant.Reserved.class);
  }

  @Test
  void saysWhatIsLeftWhenItRefuses() {
    Budget budget = total(100);
    spend(budget, 40);

    Grant grant = ask(budget, 61);

    assertThat(grant)
        .isEqualTo(new Grant.Refused(new Quota("global/total", new Money(60), Optional.empty())));
  }

  @Test
  void namesTheTotalFirstWhereBothBudgetsAreUsedUp() {
    Budget budget = ledger(settings(Optional.of(new Money(10)), Optional.of(new Money(10))));
    spend(budget, 10);

    assertThat(ask(budget, 1))
        .isEqualTo(new Grant.Refused(new Quota("global/total", Money.ZERO, Optional.empty())));
  }

  @Test
  void reservesInNoBudgetWhatOneOfThemRefuses() {
    Budget budget = ledger(settings(Optional.of(new Money(10)), Optional.of(new Money(100))));

    assertThat(ask(budget, 11)).isInstanceOf(Grant.Refused.class);

    assertThat(budget.lines()).extracting(BudgetLine::reserved).containsOnly(Money.ZERO);
  }

  @Test
  void extendsWhileThereIsRoom() {
    Budget budget = daily(100);
    Reservation reservation = reserve(budget, 60);

    boolean first = reservation.extend(new Money(40));
    boolean second = reservation.extend(new Money(1));

    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(onlyLine(budget).reserved()).isEqualTo(new Money(100));
  }

  @Test
  void extendsNothingThatHasEnded() {
    Budget budget = daily(100);
    Reservation reservation = reserve(budget, 10);
    reservation.close();

    assertThat(reservation.extend(new Money(1))).isFalse();
    assertThat(onlyLine(budget).reserved()).isEqualTo(Money.ZERO);
  }

  @Test
  void takesOnlyTheFirstEndOfAReservation() {
    Budget budget = daily(100);
    Reservation settled = reserve(budget, 10);
    Reservation closed = reserve(budget, 10);

    settled.settle(new Money(7));
    settled.close();
    settled.settle(new Money(9));
    closed.close();
    closed.settle(new Money(9));

    assertThat(onlyLine(budget).committed()).isEqualTo(new Money(7));
    assertThat(onlyLine(budget).reserved()).isEqualTo(Money.ZERO);
  }

  @Test
  void countsWhatWasReallySpentAlsoBeyondTheReservationAndTheLimit() {
    Budget budget = daily(100);

    reserve(budget, 100).settle(new Money(150));

    assertThat(onlyLine(budget).committed()).isEqualTo(new Money(150));
    assertThat(ask(budget, 1))
        .isEqualTo(new Grant.Refused(new Quota("global/daily", Money.ZERO, Optional.of(MIDNIGHT))));
  }

  @Test
  void grantsASpendOfNothingAlsoWhenEverythingIsSpent() {
    Budget budget = daily(100);
    spend(budget, 150);

    assertThat(ask(budget, 0)).isInstanceOf(Grant.Reserved.class);
  }

  @Test
  void refusesNegativeMoneyAndStaysAsItWas() {
    Budget budget = daily(100);
    Reservation reservation = reserve(budget, 10);

    assertThatThrownBy(() -> ask(budget, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-0.000000001 USD");
    assertThatThrownBy(() -> reservation.extend(new Money(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> reservation.settle(new Money(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(onlyLine(budget).reserved()).isEqualTo(new Money(10));
  }

  @Test
  void beginsTheDayAnewAtMidnightInUtc() {
    Budget budget = ledger(settings(Optional.of(new Money(100)), Optional.of(new Money(500))));
    spend(budget, 100);

    now.set(MIDNIGHT.minusMillis(1));
    Grant before = ask(budget, 1);
    now.set(MIDNIGHT);
    Grant after = ask(budget, 1);

    assertThat(before).isInstanceOf(Grant.Refused.class);
    assertThat(after).isInstanceOf(Grant.Reserved.class);
    BudgetLine day = budget.lines().getFirst();
    assertThat(day.committed()).isEqualTo(Money.ZERO);
    assertThat(day.renews()).contains(MIDNIGHT.plus(Duration.ofDays(1)));
    assertThat(budget.lines().getLast().committed()).isEqualTo(new Money(100));
  }

  @Test
  void settlesIntoTheDayThatTheMoneyWasReservedIn() {
    Budget budget = ledger(settings(Optional.of(new Money(100)), Optional.of(new Money(500))));
    Reservation late = reserve(budget, 80);
    now.set(MIDNIGHT);

    boolean within = late.extend(new Money(20));
    boolean beyond = late.extend(new Money(1));
    late.settle(new Money(90));

    assertThat(within).isTrue();
    assertThat(beyond).isFalse();
    assertThat(budget.lines().getFirst().committed()).isEqualTo(Money.ZERO);
    assertThat(budget.lines().getFirst().reserved()).isEqualTo(Money.ZERO);
    assertThat(budget.lines().getLast().committed()).isEqualTo(new Money(90));
  }

  @Test
  void staysInTheLaterDayWhenTheClockGoesBack() {
    now.set(MIDNIGHT);
    Budget budget = daily(100);
    spend(budget, 100);

    now.set(MIDNIGHT.minusSeconds(1));

    assertThat(ask(budget, 1)).isInstanceOf(Grant.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, QUALITY_FIRST",
    "299, QUALITY_FIRST",
    "300, BALANCED",
    "899, BALANCED",
    "900, PREFER_LOCAL",
    "999, PREFER_LOCAL",
    "1000, EXHAUSTED",
    "2000, EXHAUSTED"
  })
  void asksOfRoutingWhatTheShareSpentAsksFor(long spent, BudgetMode mode) {
    Budget budget = daily(1_000);

    spend(budget, spent);

    assertThat(budget.state().mode()).isEqualTo(mode);
    assertThat(budget.state().left()).contains(new Money(Math.max(0, 1_000 - spent)));
  }

  @Test
  void letsTheTightestBudgetDecide() {
    Budget budget = ledger(settings(Optional.of(new Money(1_000)), Optional.of(new Money(110))));

    spend(budget, 100);

    assertThat(budget.state().mode()).isEqualTo(BudgetMode.PREFER_LOCAL);
    assertThat(budget.state().left()).contains(new Money(10));
    assertThat(budget.state().tightest().orElseThrow().scope()).isEqualTo("global/total");
  }

  @Test
  void leavesOutOfWhatIsLeftWhatIsReserved() {
    Budget budget = daily(100);
    assertThat(ask(budget, 95)).isInstanceOf(Grant.Reserved.class);

    assertThat(budget.state().mode()).isEqualTo(BudgetMode.QUALITY_FIRST);
    assertThat(budget.state().left()).contains(new Money(5));
  }

  @Test
  void isExhaustedFromTheStartUnderALimitOfNothing() {
    Budget budget = daily(0);

    assertThat(budget.state().mode()).isEqualTo(BudgetMode.EXHAUSTED);
    assertThat(ask(budget, 1)).isInstanceOf(Grant.Refused.class);
  }

  @Test
  void limitsNothingWhereNoBudgetIsSet() {
    Budget budget = ledger(BudgetSettings.NONE);

    spend(budget, 1_000_000_000_000L);

    assertThat(budget.state()).isEqualTo(BudgetState.UNLIMITED);
    assertThat(budget.lines()).isEmpty();
  }

  @Test
  void countsTowardsALimitThatIsSetLater() {
    InMemoryLedger budget = ledger(BudgetSettings.NONE);
    spend(budget, 60);
    Reservation open = reserve(budget, 30);

    budget.apply(settings(Optional.of(new Money(100)), Optional.of(new Money(50))));

    assertThat(budget.lines()).extracting(BudgetLine::committed).containsOnly(new Money(60));
    assertThat(open.extend(new Money(1))).isFalse();
    open.close();
    assertThat(ask(budget, 1)).isInstanceOf(Grant.Refused.class);
  }

  @Test
  void refusesWhatWouldPassTheRangeOfMoneyWithoutAnyLimit() {
    Budget budget = ledger(BudgetSettings.NONE);
    Reservation open = reserve(budget, Long.MAX_VALUE);

    assertThat(ask(budget, 1)).isInstanceOf(Grant.Refused.class);
    assertThat(open.extend(new Money(Long.MAX_VALUE))).isFalse();
  }

  @Test
  void staysAtTheLargestAmountWhereSpendPassesTheRangeOfMoney() {
    Budget budget = total(Long.MAX_VALUE);
    Reservation first = reserve(budget, 1);
    Reservation second = reserve(budget, 1);

    first.settle(new Money(Long.MAX_VALUE));
    second.settle(new Money(Long.MAX_VALUE));

    assertThat(onlyLine(budget).committed()).isEqualTo(new Money(Long.MAX_VALUE));
    assertThat(onlyLine(budget).reserved()).isEqualTo(Money.ZERO);
    assertThat(budget.state().mode()).isEqualTo(BudgetMode.EXHAUSTED);
  }
}
