package dev.rung.server.budget;

import static dev.rung.server.budget.LedgerRig.charge;
import static dev.rung.server.budget.LedgerRig.limit;
import static dev.rung.server.budget.LedgerRig.limits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import dev.rung.server.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ledger counts after a start by another clock than that of the run before. */
class RecoveredClockTest {
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
  void countsWhatAnEarlierRunSpentWhoseClockWasAhead() {
    BudgetSettings settings = limits(Map.of("global/hourly", 1_000L));
    lives.set(LedgerRig.MORNING.plus(Duration.ofMinutes(5)));
    LedgerRig ahead = lives.start(settings, "this boot");
    ahead.spent(900);
    lives.end(ahead);
    lives.set(LedgerRig.MORNING.minus(Duration.ofMinutes(10)));
    LedgerRig behind = lives.start(settings, "this boot");
    assertThat(behind.onlyLine().committed()).isEqualTo(Money.ZERO);

    lives.set(LedgerRig.MORNING);

    assertThat(behind.ask(200)).isInstanceOf(Grant.Refused.class);
    assertThat(behind.ask(100)).isInstanceOf(Grant.Reserved.class);
  }

  @Test
  void countsWhatIsOlderThanAnyMonthInTheTotalAlone() {
    LedgerRig before = lives.start(limit("global/total", 10_000), "this boot");
    before.reserve(300).settle(charge(300));
    lives.end(before);
    lives.set(LedgerRig.MORNING.plus(Duration.ofDays(100)));

    LedgerRig after =
        lives.start(
            limits(Map.of("global/total", 10_000L, "global/monthly", 10_000L)), "this boot");

    assertThat(after.line("global/total").committed()).isEqualTo(new Money(300));
    assertThat(after.line("global/monthly").committed()).isEqualTo(Money.ZERO);
  }

  @Test
  void putsNothingTogetherForAClockThatWasWronglyAhead() throws StoreException {
    BudgetSettings settings = limits(Map.of("global/hourly", 10_000L, "global/monthly", 10_000L));
    LedgerRig before = lives.start(settings, "this boot");
    before.spent(300);
    lives.end(before);
    lives.set(LedgerRig.MORNING.plus(Duration.ofDays(400)));
    LedgerRig ahead = lives.start(settings, "this boot");
    ahead.spent(10);
    ahead.awaitLines();
    boolean more =
        ahead
            .store
            .changeNow(db -> OldSums.fold(db, lives.now(), 1_000))
            .orTimeout(1, TimeUnit.MINUTES)
            .join();
    lives.end(ahead);

    lives.set(LedgerRig.MORNING.plus(Duration.ofMinutes(1)));
    LedgerRig right = lives.start(settings, "this boot");

    assertThat(more).isFalse();
    assertThat(right.line("global/hourly").committed()).isEqualTo(new Money(300));
    assertThat(right.line("global/monthly").committed()).isEqualTo(new Money(300));
  }
}
