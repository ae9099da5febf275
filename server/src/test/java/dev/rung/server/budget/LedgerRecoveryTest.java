package dev.rung.server.budget;

import static dev.rung.server.budget.LedgerRig.charge;
import static dev.rung.server.budget.LedgerRig.limit;
import static dev.rung.server.budget.LedgerRig.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.generate.Money;
import dev.rung.server.log.CapturedLog;
import dev.rung.server.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ledger knows after an end: a good one, a killed process, a machine that went down. */
class LedgerRecoveryTest {
  private static final BudgetSettings SETTINGS =
      limits(Map.of("global/daily", 10_000L, "tenant:a-tenant/total", 50_000L));

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(LedgerRig.MORNING);
  private final List<LedgerRig> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(LedgerRig::close);
  }

  private LedgerRig start(BudgetSettings settings, String boot) {
    LedgerRig rig = LedgerRig.in(folder, settings, now, parts -> parts.withBoot(boot));
    open.add(rig);
    return rig;
  }

  private LedgerRig start() {
    return start(SETTINGS, "this boot");
  }

  private void end(LedgerRig rig) {
    open.remove(rig);
    rig.close();
  }

  private void kill(LedgerRig rig) {
    open.remove(rig);
    rig.kill();
  }

  @Test
  void remembersWhatWasSpentAfterAGoodEnd() {
    LedgerRig before = start();
    before.reserve(700).settle(charge(600));
    before.reserve(700).close();
    end(before);

    LedgerRig after = start(SETTINGS, "another boot");

    assertThat(after.ledger.lines()).extracting(BudgetLine::committed).containsOnly(new Money(600));
    assertThat(after.one("SELECT count(*) FROM ledger_line")).isEqualTo(1);
    assertThat(after.one("SELECT count(*) FROM ledger_unaccounted")).isZero();
  }

  @Test
  void settlesWhatAKilledProcessLeftOpenAtWhatWasSetAside() {
    LedgerRig before = start();
    before.reserve(700).settle(charge(600));
    Reservation extended = before.reserve(300);
    assertThat(extended.extend(new Money(50))).isTrue();
    kill(before);

    LedgerRig after = start();

    assertThat(after.ledger.lines()).extracting(BudgetLine::committed).containsOnly(new Money(950));
    assertThat(after.ledger.lines()).extracting(BudgetLine::reserved).containsOnly(Money.ZERO);
    assertThat(after.one("SELECT cost FROM ledger_line WHERE result = 5")).isEqualTo(350);
    assertThat(after.one("SELECT marks FROM ledger_line WHERE result = 5"))
        .isEqualTo(LineTable.ESTIMATED | LineTable.WASTED);
  }

  @Test
  void settlesNothingTwice() {
    LedgerRig before = start();
    before.reserve(300);
    kill(before);
    LedgerRig second = start();
    kill(second);

    LedgerRig third = start();

    assertThat(third.line("global/daily").committed()).isEqualTo(new Money(300));
    assertThat(third.one("SELECT count(*) FROM ledger_line")).isEqualTo(1);
  }

  @Test
  void countsALineOnceThatWasWrittenBeforeItsSlotWasFree() throws IOException, StoreException {
    LedgerRig before = start();
    before.reserve(300).settle(charge(200));
    Path slots = folder.resolve("ledger.slots");
    byte[] settled = Files.readAllBytes(slots);
    before.awaitLines();
    kill(before);
    Files.write(slots, settled);

    LedgerRig after = start();

    assertThat(after.line("global/daily").committed()).isEqualTo(new Money(200));
    assertThat(after.one("SELECT count(*) FROM ledger_line")).isEqualTo(1);
  }

  @Test
  void booksNoMoreThanALimitThatWasLoweredLetsBeSpent() {
    LedgerRig before = start(limits(Map.of("global/daily", 1_000_000_000L)), "this boot");
    before.reserve(300).settle(charge(200));
    before.store.changeNow(db -> true).orTimeout(1, TimeUnit.MINUTES).join();
    String booked = "SELECT nanos FROM budget_booked WHERE budget = 'global/daily'";
    assertThat(before.one(booked)).isGreaterThan(10_000);

    before.ledger.apply(limits(Map.of("global/daily", 10_000L)));
    before.store.changeNow(db -> true).orTimeout(1, TimeUnit.MINUTES).join();

    assertThat(before.one(booked)).isBetween(200L, 10_000L);
    before.ledger.apply(limits(Map.of("global/daily", 0L)));
    before.store.changeNow(db -> true).orTimeout(1, TimeUnit.MINUTES).join();
    assertThat(before.one(booked)).isEqualTo(200);
    kill(before);
    assertThat(folder.resolve("ledger.slots").toFile().delete()).isTrue();
    LedgerRig after = start(limits(Map.of("global/daily", 10_000L)), "another boot");
    assertThat(after.line("global/daily").committed()).isEqualTo(new Money(200));
  }

  @Test
  void booksAnewWhatWasOnItsWayToTheDiskWhenALimitWasLowered() {
    LedgerRig rig = start(limits(Map.of("global/daily", 1_000_000_000L)), "this boot");
    rig.reserve(300).settle(charge(200));
    rig.store.changeNow(db -> true).orTimeout(1, TimeUnit.MINUTES).join();
    CountDownLatch held = new CountDownLatch(1);
    CompletableFuture<Boolean> slow = rig.store.changeNow(db -> released(held));
    // It is booked already, and has more booked, which is now on its way.
    rig.reserve(3_000_000);

    rig.ledger.apply(limits(Map.of("global/daily", 4_000_000L)));
    held.countDown();

    slow.orTimeout(1, TimeUnit.MINUTES).join();
    rig.store.changeNow(db -> true).orTimeout(1, TimeUnit.MINUTES).join();
    rig.store.changeNow(db -> true).orTimeout(1, TimeUnit.MINUTES).join();
    assertThat(rig.one("SELECT nanos FROM budget_booked WHERE budget = 'global/daily'"))
        .isBetween(3_000_200L, 4_000_000L);
  }

  private static boolean released(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void keepsWhatIsBookedOfThisHourWhereACallOfTheLastOneGrows() {
    BudgetSettings settings = limits(Map.of("global/hourly", 10_000L));
    LedgerRig before = start(settings, "one");
    Reservation early = before.reserve(100);
    now.set(LedgerRig.MORNING.plus(Duration.ofHours(1)));
    before.reserve(700);

    assertThat(early.extend(new Money(5_000))).isTrue();

    kill(before);
    assertThat(folder.resolve("ledger.slots").toFile().delete()).isTrue();
    LedgerRig after = start(settings, "two");
    assertThat(after.onlyLine().committed()).isGreaterThanOrEqualTo(new Money(700));
  }

  @Test
  void countsWhatAnEarlierRunSpentWhoseClockWasAhead() {
    BudgetSettings settings = limits(Map.of("global/hourly", 1_000L));
    now.set(LedgerRig.MORNING.plus(Duration.ofMinutes(5)));
    LedgerRig ahead = start(settings, "this boot");
    ahead.spent(900);
    end(ahead);
    now.set(LedgerRig.MORNING.minus(Duration.ofMinutes(10)));
    LedgerRig behind = start(settings, "this boot");
    assertThat(behind.onlyLine().committed()).isEqualTo(Money.ZERO);

    now.set(LedgerRig.MORNING);

    assertThat(behind.ask(200)).isInstanceOf(Grant.Refused.class);
    assertThat(behind.ask(100)).isInstanceOf(Grant.Reserved.class);
  }

  @Test
  void findsNoFaultWhereAllLinesAreOldEnoughToBeForgotten() throws StoreException {
    LedgerRig rig = start();
    rig.spent(100);
    rig.spent(200);
    rig.awaitLines();

    int forgotten =
        rig.store
            .changeNow(db -> OldLines.forget(db, now.get().plus(Duration.ofDays(1)), 1_000))
            .orTimeout(1, TimeUnit.MINUTES)
            .join();

    assertThat(forgotten).isEqualTo(1);
    assertThat(rig.read(StoreCheck::faults)).isEmpty();
    end(rig);
    LedgerRig next = start();
    next.spent(300);
    next.awaitLines();
    assertThat(next.one("SELECT max(id) FROM ledger_line")).isEqualTo(3);
  }

  @Test
  void countsAsSpentWhatWasBookedWhenTheMachineWentDown() {
    LedgerRig before = start();
    before.reserve(300).settle(charge(200));
    before.reserve(400);
    kill(before);
    Path slots = folder.resolve("ledger.slots");
    assertThat(slots.toFile().delete()).isTrue();

    try (CapturedLog log = CapturedLog.of(LedgerStart.class)) {
      LedgerRig after = start(SETTINGS, "another boot");

      assertThat(after.line("global/daily").committed().nanos()).isBetween(600L, 10_000L);
      assertThat(after.line("tenant:a-tenant/total").committed().nanos()).isBetween(600L, 50_000L);
      assertThat(log.lines()).anyMatch(line -> line.contains("counts as spent"));
      assertThat(after.ask(1)).isInstanceOf(Grant.Reserved.class);
    }
  }

  @Test
  void writesALineForWhatNobodyKnowsSoThatLinesAddUpToEveryCounter() {
    LedgerRig before = start();
    before.reserve(300).settle(charge(200));
    before.reserve(400);
    kill(before);
    assertThat(folder.resolve("ledger.slots").toFile().delete()).isTrue();

    LedgerRig after = start(SETTINGS, "another boot");

    Map<String, Long> sums = after.read(Lines::sums);
    assertThat(sums.get("global/daily@2026-03-01"))
        .isEqualTo(after.line("global/daily").committed().nanos());
    assertThat(sums.get("tenant:a-tenant/total"))
        .isEqualTo(after.line("tenant:a-tenant/total").committed().nanos());
    List<Unaccounted> unaccounted = after.read(Lines::unaccounted);
    assertThat(unaccounted)
        .extracting(line -> line.scope().toString(), Unaccounted::at)
        .containsExactly(
            tuple("global", LedgerRig.MORNING), tuple("tenant:a-tenant", LedgerRig.MORNING));
    assertThat(after.read(StoreCheck::faults)).isEmpty();
  }

  @Test
  void aBudgetThatWasTakenAwayDoesNotBoundWhatIsUnaccounted() {
    LedgerRig before = start(limits(Map.of("global/hourly", 500L, "global/daily", 10_000L)), "one");
    before.reserve(100).close();
    before.ledger.apply(limit("global/daily", 10_000L));
    before.reserve(3_000);
    kill(before);
    assertThat(folder.resolve("ledger.slots").toFile().delete()).isTrue();

    LedgerRig after = start(limit("global/daily", 10_000L), "two");

    assertThat(after.onlyLine().committed()).isGreaterThanOrEqualTo(new Money(3_000));
  }

  @Test
  void losesNothingWhenTheMachineGoesDownAgainBeforeAnythingWasSpent() {
    LedgerRig before = start();
    before.reserve(400);
    kill(before);
    LedgerRig second = start(SETTINGS, "second boot");
    Money counted = second.line("global/daily").committed();
    // Nothing is granted any more, but something is booked ahead.
    kill(second);

    LedgerRig third = start(SETTINGS, "third boot");

    assertThat(third.line("global/daily").committed()).isGreaterThanOrEqualTo(counted);
    assertThat(third.line("global/daily").committed()).isLessThanOrEqualTo(new Money(10_000));
  }

  @Test
  void countsAsSpentWhatWasBookedWhereTheKernelDoesNotTellWhetherItIsTheSame() {
    LedgerRig before = start(SETTINGS, "");
    before.reserve(400);
    kill(before);

    LedgerRig after = start(SETTINGS, "");

    assertThat(after.line("global/daily").committed().nanos()).isGreaterThanOrEqualTo(400);
    assertThat(after.one("SELECT count(*) FROM ledger_line")).isEqualTo(1);
  }

  @Test
  void movesASlotFileAsideThatIsNoSuchFile() throws IOException {
    LedgerRig before = start();
    before.reserve(300).settle(charge(300));
    kill(before);
    Files.writeString(folder.resolve("ledger.slots"), "no table of slots");

    LedgerRig after = start();

    assertThat(folder.resolve("ledger.slots.damaged")).hasContent("no table of slots");
    assertThat(after.line("global/daily").committed().nanos()).isGreaterThanOrEqualTo(300);
    assertThat(after.ask(1)).isInstanceOf(Grant.Reserved.class);
  }

  @Test
  void takesGarbageInASlotForNoReservation() throws IOException {
    LedgerRig before = start();
    before.reserve(300);
    kill(before);
    Path slots = folder.resolve("ledger.slots");
    byte[] bytes = Files.readAllBytes(slots);
    for (int at = 4096 + 100; at < 4096 + 110; at++) {
      bytes[at] ^= 0x55;
    }
    Files.write(slots, bytes);

    LedgerRig after = start();

    assertThat(after.one("SELECT count(*) FROM ledger_line")).isZero();
    assertThat(after.ask(1)).isInstanceOf(Grant.Reserved.class);
  }

  @Test
  void remembersALimitThatWasPut() throws StoreException {
    BudgetKey key = BudgetKey.parse("model:a-model/total").orElseThrow();
    LedgerRig before = start();
    before.ledger.put(key, Optional.of(new Limit(new Money(40), true, Limit.Origin.ADMIN)));
    before.reserve(40).settle(charge(40));
    kill(before);

    LedgerRig after = start();

    assertThat(after.line("model:a-model/total").committed()).isEqualTo(new Money(40));
    assertThat(after.ask(1)).isInstanceOf(Grant.Refused.class);
  }

  @Test
  void countsWhatIsOlderThanAnyMonthInTheTotalAlone() {
    LedgerRig before = start(limit("global/total", 10_000), "this boot");
    before.reserve(300).settle(charge(300));
    end(before);
    now.set(LedgerRig.MORNING.plus(Duration.ofDays(100)));

    LedgerRig after =
        start(limits(Map.of("global/total", 10_000L, "global/monthly", 10_000L)), "this boot");

    assertThat(after.line("global/total").committed()).isEqualTo(new Money(300));
    assertThat(after.line("global/monthly").committed()).isEqualTo(Money.ZERO);
  }

  @Test
  void putsNothingTogetherForAClockThatWasWronglyAhead() throws StoreException {
    BudgetSettings settings = limits(Map.of("global/hourly", 10_000L, "global/monthly", 10_000L));
    LedgerRig before = start(settings, "this boot");
    before.spent(300);
    end(before);
    now.set(LedgerRig.MORNING.plus(Duration.ofDays(400)));
    LedgerRig ahead = start(settings, "this boot");
    ahead.spent(10);
    ahead.awaitLines();
    boolean more =
        ahead
            .store
            .changeNow(db -> OldSums.fold(db, now.get(), 1_000))
            .orTimeout(1, TimeUnit.MINUTES)
            .join();
    end(ahead);

    now.set(LedgerRig.MORNING.plus(Duration.ofMinutes(1)));
    LedgerRig right = start(settings, "this boot");

    assertThat(more).isFalse();
    assertThat(right.line("global/hourly").committed()).isEqualTo(new Money(300));
    assertThat(right.line("global/monthly").committed()).isEqualTo(new Money(300));
  }
}
