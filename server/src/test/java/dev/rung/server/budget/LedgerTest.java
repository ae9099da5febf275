package dev.rung.server.budget;

import static dev.rung.server.budget.LedgerRig.charge;
import static dev.rung.server.budget.LedgerRig.limit;
import static dev.rung.server.budget.LedgerRig.limits;
import static dev.rung.server.budget.LedgerRig.reserved;
import static dev.rung.server.budget.LedgerRig.spend;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
  private static final Caller CALLER = new Caller("a-tenant");

  private final AtomicReference<Instant> now = new AtomicReference<>(LedgerRig.MORNING);
  private LedgerRig rig = LedgerRig.inMemory(limit("global/daily", 100), now);

  private void use(BudgetSettings settings) {
    rig.close();
    rig = LedgerRig.inMemory(settings, now);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void setsMoneyAsideUntilItIsSettled() {
    Reservation reservation = rig.reserve(30);
    BudgetLine before = rig.onlyLine();
    reservation.settle(charge(20));

    assertThat(before)
        .isEqualTo(
            new BudgetLine(
                "global/daily",
                new Money(100),
                Money.ZERO,
                new Money(30),
                Optional.of(MIDNIGHT),
                false,
                false,
                Limit.Origin.CONFIGURATION,
                true));
    assertThat(rig.onlyLine().committed()).isEqualTo(new Money(20));
    assertThat(rig.onlyLine().reserved()).isEqualTo(Money.ZERO);
    assertThat(rig.onlyLine().left()).isEqualTo(new Money(80));
  }

  @Test
  void givesBackWhatAClosedReservationHeld() {
    try (Reservation reservation = rig.reserve(100)) {
      assertThat(reservation.extend(new Money(1))).isFalse();
    }

    assertThat(rig.onlyLine().reserved()).isEqualTo(Money.ZERO);
    assertThat(rig.onlyLine().committed()).isEqualTo(Money.ZERO);
  }

  @Test
  void reservesToTheLimitAndNotBeyond() {
    Reservation all = rig.reserve(100);

    Grant oneMore = rig.ask(1);

    assertThat(oneMore)
        .isEqualTo(
            new Grant.Refused(
                new Headroom(
                    new BudgetKey(Scope.GLOBAL, Period.DAILY), Money.ZERO, Optional.of(MIDNIGHT))));
    all.close();
    assertThat(rig.ask(100)).isInstanceOf(Grant.Reserved.class);
  }

  @Test
  void saysWhatIsLeftWhenItRefuses() {
    use(limit("global/total", 100));
    rig.spent(40);

    assertThat(rig.ask(61))
        .isEqualTo(
            new Grant.Refused(
                new Headroom(
                    new BudgetKey(Scope.GLOBAL, Period.TOTAL), new Money(60), Optional.empty())));
  }

  @Test
  void reservesInNoBudgetWhatOneOfThemRefuses() {
    use(limits(Map.of("global/daily", 10L, "global/total", 100L)));

    assertThat(rig.ask(11)).isInstanceOf(Grant.Refused.class);

    assertThat(rig.ledger.lines()).extracting(BudgetLine::reserved).containsOnly(Money.ZERO);
  }

  @Test
  void extendsWhileThereIsRoom() {
    Reservation reservation = rig.reserve(60);

    boolean first = reservation.extend(new Money(40));
    boolean second = reservation.extend(new Money(1));

    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(rig.onlyLine().reserved()).isEqualTo(new Money(100));
  }

  @Test
  void extendsNothingThatHasEnded() {
    Reservation reservation = rig.reserve(10);
    reservation.close();

    assertThat(reservation.extend(new Money(1))).isFalse();
    assertThat(rig.onlyLine().reserved()).isEqualTo(Money.ZERO);
  }

  @Test
  void takesOnlyTheFirstEndOfAReservation() {
    Reservation settled = rig.reserve(10);
    Reservation closed = rig.reserve(10);

    settled.settle(charge(7));
    settled.close();
    settled.settle(charge(9));
    closed.close();
    closed.settle(charge(9));

    assertThat(rig.onlyLine().committed()).isEqualTo(new Money(7));
    assertThat(rig.onlyLine().reserved()).isEqualTo(Money.ZERO);
  }

  @Test
  void countsWhatWasReallySpentAlsoBeyondTheReservationAndTheLimit() {
    rig.reserve(100).settle(charge(150));

    assertThat(rig.onlyLine().committed()).isEqualTo(new Money(150));
    assertThat(rig.ask(1))
        .isEqualTo(
            new Grant.Refused(
                new Headroom(
                    new BudgetKey(Scope.GLOBAL, Period.DAILY), Money.ZERO, Optional.of(MIDNIGHT))));
  }

  @Test
  void grantsASpendOfNothingAlsoWhenEverythingIsSpent() {
    rig.spent(150);

    assertThat(rig.ask(0)).isInstanceOf(Grant.Reserved.class);
  }

  @Test
  void refusesNegativeMoneyAndStaysAsItWas() {
    Reservation reservation = rig.reserve(10);

    assertThatThrownBy(() -> rig.ask(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-0.000000001 USD");
    assertThatThrownBy(() -> reservation.extend(new Money(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> charge(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(rig.onlyLine().reserved()).isEqualTo(new Money(10));
  }

  @Test
  void beginsTheDayAnewAtMidnight() {
    use(limits(Map.of("global/daily", 100L, "global/total", 500L)));
    rig.spent(100);

    now.set(MIDNIGHT.minusMillis(1));
    Grant before = rig.ask(1);
    now.set(MIDNIGHT);
    Grant after = rig.ask(1);

    assertThat(before).isInstanceOf(Grant.Refused.class);
    assertThat(after).isInstanceOf(Grant.Reserved.class);
    BudgetLine day = rig.line("global/daily");
    assertThat(day.committed()).isEqualTo(Money.ZERO);
    assertThat(day.renews()).contains(MIDNIGHT.plus(Duration.ofDays(1)));
    assertThat(rig.line("global/total").committed()).isEqualTo(new Money(100));
  }

  @Test
  void settlesIntoTheDayThatTheMoneyWasReservedIn() {
    use(limits(Map.of("global/daily", 100L, "global/total", 500L)));
    Reservation late = rig.reserve(80);
    now.set(MIDNIGHT);

    boolean within = late.extend(new Money(20));
    boolean beyond = late.extend(new Money(1));
    late.settle(charge(90));

    assertThat(within).isTrue();
    assertThat(beyond).isFalse();
    assertThat(rig.line("global/daily").committed()).isEqualTo(Money.ZERO);
    assertThat(rig.line("global/daily").reserved()).isEqualTo(Money.ZERO);
    assertThat(rig.line("global/total").committed()).isEqualTo(new Money(90));
  }

  @Test
  void staysInTheLaterDayWhenTheClockGoesBack() {
    now.set(MIDNIGHT);
    use(limit("global/daily", 100));
    rig.spent(100);

    now.set(MIDNIGHT.minusSeconds(1));

    assertThat(rig.ask(1)).isInstanceOf(Grant.Refused.class);
  }

  @Test
  void countsInTheRightDayAgainWhereTheClockWasFarAhead() {
    use(limits(Map.of("global/daily", 100L, "global/total", 1_000L)));
    rig.spent(60);
    Reservation open = rig.reserve(30);
    now.set(LedgerRig.MORNING.plus(Duration.ofDays(40)));
    rig.spent(100);
    assertThat(rig.ask(1)).isInstanceOf(Grant.Refused.class);

    now.set(LedgerRig.MORNING.plusSeconds(1));

    assertThat(rig.ask(11)).isInstanceOf(Grant.Refused.class);
    assertThat(rig.ask(10)).isInstanceOf(Grant.Reserved.class);
    open.settle(charge(5));
    assertThat(rig.line("global/daily").committed()).isEqualTo(new Money(65));
    assertThat(rig.line("global/daily").reserved()).isEqualTo(new Money(10));
    assertThat(rig.line("global/total").committed()).isEqualTo(new Money(165));
  }

  @Test
  void knowsWhatWasSpentAndIsOpenInAnHourThatComesAgain() {
    use(limit("global/hourly", 100));
    Instant ahead = LedgerRig.MORNING.plus(Duration.ofHours(3));
    now.set(ahead);
    rig.spent(50);
    Reservation open = rig.reserve(40);
    now.set(LedgerRig.MORNING);
    assertThat(rig.ask(100)).isInstanceOf(Grant.Reserved.class);

    now.set(ahead.plusSeconds(1));

    assertThat(rig.ask(11)).isInstanceOf(Grant.Refused.class);
    assertThat(rig.ask(10)).isInstanceOf(Grant.Reserved.class);
    open.close();
    assertThat(rig.ask(40)).isInstanceOf(Grant.Reserved.class);
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
    use(limit("global/daily", 1_000));

    rig.spent(spent);

    BudgetState state = rig.ledger.state(CALLER);
    assertThat(state.mode()).isEqualTo(mode);
    assertThat(state.left("a-model", "a-provider")).contains(new Money(Math.max(0, 1_000 - spent)));
  }

  @Test
  void letsTheTightestBudgetDecide() {
    use(limits(Map.of("global/daily", 1_000L, "tenant:a-tenant/total", 110L)));

    rig.spent(100);

    BudgetState state = rig.ledger.state(CALLER);
    assertThat(state.mode()).isEqualTo(BudgetMode.PREFER_LOCAL);
    assertThat(state.tightest())
        .contains(
            new Headroom(
                new BudgetKey(Scope.tenant("a-tenant"), Period.TOTAL),
                new Money(10),
                Optional.empty()));
    assertThat(rig.ledger.state(new Caller("another")).tightest().orElseThrow().left())
        .isEqualTo(new Money(900));
  }

  @Test
  void leavesOutOfWhatIsLeftWhatIsReserved() {
    rig.reserve(95);

    BudgetState state = rig.ledger.state(CALLER);

    assertThat(state.mode()).isEqualTo(BudgetMode.QUALITY_FIRST);
    assertThat(state.left("a-model", "a-provider")).contains(new Money(5));
  }

  @Test
  void isExhaustedFromTheStartUnderALimitOfNothing() {
    use(limit("global/daily", 0));

    assertThat(rig.ledger.state(CALLER).mode()).isEqualTo(BudgetMode.EXHAUSTED);
    assertThat(rig.ask(1)).isInstanceOf(Grant.Refused.class);
  }

  @Test
  void limitsNothingWhereNoBudgetIsSet() {
    use(BudgetSettings.NONE);

    rig.spent(1_000_000_000_000L);

    assertThat(rig.ledger.state(CALLER)).isEqualTo(BudgetState.UNLIMITED);
    assertThat(rig.ledger.lines()).isEmpty();
    assertThat(rig.ask(1_000_000_000_000L)).isInstanceOf(Grant.Reserved.class);
  }

  @Test
  void countsAnAttemptForTenMillionDollarsAtMost() {
    use(limit("global/total", Long.MAX_VALUE));

    reserved(rig.ledger.reserve(spend(1))).settle(charge(Long.MAX_VALUE));

    assertThat(rig.onlyLine().committed()).isEqualTo(Money.ofUsd(10_000_000));
    assertThat(rig.onlyLine().reserved()).isEqualTo(Money.ZERO);
  }
}
