package dev.rung.server.budget;

import static dev.rung.server.budget.LedgerRig.charge;
import static dev.rung.server.budget.LedgerRig.limits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much is booked ahead of what is spent, where limits and hours change. */
class BookedAheadTest {
  @TempDir private Path folder;
  private LedgerLives lives;

  @BeforeEach
  void open() {
    lives = new LedgerLives(folder);
  }

  @AfterEach
  void close() {
    lives.close();
  }

  @Test
  void booksNoMoreThanALimitThatWasLoweredLetsBeSpent() {
    LedgerRig before = lives.start(limits(Map.of("global/daily", 1_000_000_000L)), "this boot");
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
    lives.powerLost(before);
    LedgerRig after = lives.start(limits(Map.of("global/daily", 10_000L)), "another boot");
    assertThat(after.line("global/daily").committed()).isEqualTo(new Money(200));
  }

  @Test
  void booksAnewWhatWasOnItsWayToTheDiskWhenALimitWasLowered() {
    LedgerRig rig = lives.start(limits(Map.of("global/daily", 1_000_000_000L)), "this boot");
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
    LedgerRig before = lives.start(settings, "one");
    Reservation early = before.reserve(100);
    lives.set(LedgerRig.MORNING.plus(Duration.ofHours(1)));
    before.reserve(700);

    assertThat(early.extend(new Money(5_000))).isTrue();

    lives.powerLost(before);
    LedgerRig after = lives.start(settings, "two");
    assertThat(after.onlyLine().committed()).isGreaterThanOrEqualTo(new Money(700));
  }
}
