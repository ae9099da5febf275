package dev.rung.server.budget;

import static dev.rung.server.budget.LedgerRig.charge;
import static dev.rung.server.budget.LedgerRig.limits;
import static dev.rung.server.budget.LedgerRig.reserved;
import static dev.rung.server.budget.LedgerRig.spend;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import dev.rung.server.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets of tenants, models and providers, and limits that change while a daemon runs. */
class ScopesTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(LedgerRig.MORNING);
  private LedgerRig rig =
      LedgerRig.inMemory(
          limits(
              Map.of(
                  "tenant:acme/hourly", 50L,
                  "model:dear/daily", 40L,
                  "provider:cloud/monthly", 60L)),
          now);

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void refusesUnderTheBudgetThatIsUsedUpAndNoOther() {
    rig.ledger.reserve(spend("acme", "dear", "cloud", 40));

    assertThat(refusing("bob", "dear", "cloud")).contains("model:dear/daily");
    assertThat(refusing("bob", "cheap", "cloud")).isEmpty();
    assertThat(refusing("acme", "cheap", "home")).isEmpty();
  }

  @Test
  void countsInEveryBudgetThatASpendTouches() {
    reserved(rig.ledger.reserve(spend("acme", "dear", "cloud", 30))).settle(charge(20));
    reserved(rig.ledger.reserve(spend("bob", "cheap", "home", 30))).settle(charge(20));

    assertThat(rig.ledger.lines()).hasSize(3);
    assertThat(rig.ledger.lines()).extracting(BudgetLine::committed).containsOnly(new Money(20));
  }

  @Test
  void tellsRoutingWhichModelsHaveABudgetOfTheirOwn() {
    reserved(rig.ledger.reserve(spend("acme", "dear", "cloud", 40))).settle(charge(40));

    BudgetState state = rig.ledger.state(new Caller("bob"));

    assertThat(state.mode()).isEqualTo(BudgetMode.NONE);
    assertThat(state.left("dear", "cloud")).contains(Money.ZERO);
    assertThat(state.left("cheap", "cloud")).contains(new Money(20));
    assertThat(state.left("cheap", "home")).isEmpty();
    assertThat(rig.ledger.state(new Caller("acme")).left("cheap", "home")).contains(new Money(10));
  }

  @ParameterizedTest
  @CsvSource({
    "tenant:acme/hourly, 2026-03-01T09:00:00Z",
    "provider:cloud/monthly, 2026-04-01T00:00:00Z"
  })
  void beginsEachPeriodAnew(String budget, Instant turn) {
    reserved(rig.ledger.reserve(spend("acme", "cheap", "cloud", 30))).settle(charge(30));

    now.set(turn.minusMillis(1));
    Money before = rig.line(budget).committed();
    now.set(turn);

    assertThat(before).isEqualTo(new Money(30));
    assertThat(rig.line(budget).committed()).isEqualTo(Money.ZERO);
  }

  @Test
  void turnsTheDayWhereTheTimeZoneDoes() {
    now.set(Instant.parse("2026-03-28T23:30:00Z"));
    rig.close();
    BudgetSettings utc = limits(Map.of("global/daily", 100L));
    rig =
        LedgerRig.inMemory(
            new BudgetSettings(utc.limits(), 0.8, ZoneId.of("Europe/Berlin"), 0.3, 0.9), now);

    // In Berlin it is the 29th already, which has 23 hours since summer time begins.
    assertThat(rig.onlyLine().renews()).contains(Instant.parse("2026-03-29T22:00:00Z"));
  }

  @Test
  void countsTowardsALimitThatIsSetLaterWhatWasSpentAndWhatIsOpen() {
    reserved(rig.ledger.reserve(spend("bob", "m", "p", 60))).settle(charge(60));
    Reservation open = reserved(rig.ledger.reserve(spend("bob", "m", "p", 30)));

    rig.ledger.apply(limits(Map.of("global/daily", 100L, "tenant:bob/total", 50L)));
    rig.awaitSums();

    assertThat(rig.ledger.lines()).extracting(BudgetLine::committed).containsOnly(new Money(60));
    assertThat(rig.ledger.lines()).extracting(BudgetLine::reserved).containsOnly(new Money(30));
    assertThat(open.extend(new Money(1))).isFalse();
    open.close();
    assertThat(refusing("bob", "m", "p")).contains("tenant:bob/total");
  }

  @Test
  void findsWhatWasSpentInADayOfAnotherZone() {
    now.set(Instant.parse("2026-03-01T22:00:00Z"));
    reserved(rig.ledger.reserve(spend("bob", "m", "p", 7))).settle(charge(7));
    now.set(Instant.parse("2026-03-01T23:00:00Z"));
    reserved(rig.ledger.reserve(spend("bob", "m", "p", 5))).settle(charge(5));

    BudgetSettings utc = limits(Map.of("global/daily", 100L));
    rig.ledger.apply(utc);
    rig.awaitSums();
    Money inUtc = rig.onlyLine().committed();
    rig.ledger.apply(new BudgetSettings(utc.limits(), 0.8, ZoneId.of("Europe/Berlin"), 0.3, 0.9));
    rig.awaitSums();

    assertThat(inUtc).isEqualTo(new Money(12));
    assertThat(rig.onlyLine().committed()).isEqualTo(new Money(5));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-28T21:00:00Z",
    "Europe/Berlin, 2026-10-24T21:00:00Z",
    "Australia/Lord_Howe, 2026-04-04T12:00:00Z",
    "Australia/Lord_Howe, 2026-10-03T12:00:00Z",
    "Asia/Beirut, 2026-03-28T20:00:00Z",
    "Asia/Beirut, 2026-10-24T19:00:00Z",
    "Asia/Kathmandu, 2026-03-31T15:30:00Z",
  })
  void knowsWhileItRunsWhatItWouldReadAnewWhereClocksChange(ZoneId zone, Instant from)
      throws StoreException {
    Map<BudgetKey, Limit> limits =
        limits(Map.of("global/hourly", 100L, "global/daily", 100L, "global/monthly", 100L))
            .limits();
    BudgetSettings there = new BudgetSettings(limits, 0.8, zone, 0.3, 0.9);
    now.set(from);
    rig.close();
    rig = LedgerRig.inMemory(there, now);

    for (int quarter = 0; quarter < 28; quarter++) {
      now.set(from.plus(Duration.ofMinutes(15).multipliedBy(quarter)));
      rig.spent(1);
      rig.awaitLines();
      List<BudgetLine> running = rig.ledger.lines();
      // Another zone and back makes it read all sums from the store.
      rig.ledger.apply(new BudgetSettings(limits, 0.8, ZoneId.of("Pacific/Kiritimati"), 0.3, 0.9));
      rig.ledger.apply(there);
      rig.awaitSums();

      assertThat(rig.ledger.lines()).as("%s at %s", zone, now).isEqualTo(running);
    }
  }

  @Test
  void keepsALimitThatIsPutAndLetsItOutrankTheSettings() throws StoreException {
    BudgetKey key = BudgetKey.parse("tenant:acme/hourly").orElseThrow();
    reserved(rig.ledger.reserve(spend("acme", "m", "p", 20))).settle(charge(20));

    BudgetLine put =
        rig.ledger
            .put(key, Optional.of(new Limit(new Money(20), true, Limit.Origin.ADMIN)))
            .orElseThrow();
    rig.ledger.apply(limits(Map.of("tenant:acme/hourly", 500L)));

    assertThat(put.committed()).isEqualTo(new Money(20));
    assertThat(put.origin()).isEqualTo(Limit.Origin.ADMIN);
    assertThat(refusing("acme", "m", "p")).contains("tenant:acme/hourly");
    assertThat(rig.read(LimitTable::read)).containsOnlyKeys(key);

    BudgetLine taken = rig.ledger.put(key, Optional.empty()).orElseThrow();

    assertThat(taken.limit()).isEqualTo(new Money(500));
    assertThat(rig.read(LimitTable::read)).isEmpty();
  }

  @Test
  void onlyWarnsOfASoftLimit() throws StoreException {
    BudgetKey key = BudgetKey.parse("global/total").orElseThrow();
    rig.ledger.put(key, Optional.of(new Limit(new Money(10), false, Limit.Origin.ADMIN)));

    reserved(rig.ledger.reserve(spend("bob", "m", "p", 30))).settle(charge(30));

    assertThat(refusing("bob", "m", "p")).isEmpty();
    assertThat(rig.line("global/total").alerted()).isTrue();
    assertThat(rig.line("global/total").soft()).isTrue();
    assertThat(rig.ledger.state(new Caller("bob")).mode()).isEqualTo(BudgetMode.PREFER_LOCAL);
  }

  private Optional<String> refusing(String tenant, String model, String provider) {
    return switch (rig.ledger.reserve(spend(tenant, model, provider, 1))) {
      case Grant.Refused(Headroom headroom) -> Optional.of(headroom.budget().toString());
      case Grant.Reserved(Reservation reservation) -> {
        reservation.close();
        yield Optional.empty();
      }
      case Grant.Unwritable(var why) -> throw new AssertionError(why);
    };
  }
}
