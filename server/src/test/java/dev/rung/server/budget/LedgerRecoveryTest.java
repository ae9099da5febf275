package dev.rung.server.budget;

import static dev.rung.server.budget.LedgerLives.SETTINGS;
import static dev.rung.server.budget.LedgerRig.charge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import dev.rung.server.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ledger knows after a good end, or as its process was killed. */
class LedgerRecoveryTest {
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
  void remembersWhatWasSpentAfterAGoodEnd() {
    LedgerRig before = lives.start();
    before.reserve(700).settle(charge(600));
    before.reserve(700).close();
    lives.end(before);

    LedgerRig after = lives.start(SETTINGS, "another boot");

    assertThat(after.ledger.lines()).extracting(BudgetLine::committed).containsOnly(new Money(600));
    assertThat(after.one("SELECT count(*) FROM ledger_line")).isEqualTo(1);
    assertThat(after.one("SELECT count(*) FROM ledger_unaccounted")).isZero();
  }

  @Test
  void settlesWhatAKilledProcessLeftOpenAtWhatWasSetAside() {
    LedgerRig before = lives.start();
    before.reserve(700).settle(charge(600));
    Reservation extended = before.reserve(300);
    assertThat(extended.extend(new Money(50))).isTrue();
    lives.kill(before);

    LedgerRig after = lives.start();

    assertThat(after.ledger.lines()).extracting(BudgetLine::committed).containsOnly(new Money(950));
    assertThat(after.ledger.lines()).extracting(BudgetLine::reserved).containsOnly(Money.ZERO);
    assertThat(after.one("SELECT cost FROM ledger_line WHERE result = 5")).isEqualTo(350);
    assertThat(after.one("SELECT marks FROM ledger_line WHERE result = 5"))
        .isEqualTo(LineTable.ESTIMATED | LineTable.WASTED);
  }

  @Test
  void settlesNothingTwice() {
    LedgerRig before = lives.start();
    before.reserve(300);
    lives.kill(before);
    LedgerRig second = lives.start();
    lives.kill(second);

    LedgerRig third = lives.start();

    assertThat(third.line("global/daily").committed()).isEqualTo(new Money(300));
    assertThat(third.one("SELECT count(*) FROM ledger_line")).isEqualTo(1);
  }

  @Test
  void countsALineOnceThatWasWrittenBeforeItsSlotWasFree() throws IOException, StoreException {
    LedgerRig before = lives.start();
    before.reserve(300).settle(charge(200));
    Path slots = lives.slots();
    byte[] settled = Files.readAllBytes(slots);
    before.awaitLines();
    lives.kill(before);
    Files.write(slots, settled);

    LedgerRig after = lives.start();

    assertThat(after.line("global/daily").committed()).isEqualTo(new Money(200));
    assertThat(after.one("SELECT count(*) FROM ledger_line")).isEqualTo(1);
  }

  @Test
  void findsNoFaultWhereAllLinesAreOldEnoughToBeForgotten() throws StoreException {
    LedgerRig rig = lives.start();
    rig.spent(100);
    rig.spent(200);
    rig.awaitLines();

    int forgotten =
        rig.store
            .changeNow(db -> OldLines.forget(db, lives.now().plus(Duration.ofDays(1)), 1_000))
            .orTimeout(1, TimeUnit.MINUTES)
            .join();

    assertThat(forgotten).isEqualTo(1);
    assertThat(rig.read(StoreCheck::faults)).isEmpty();
    lives.end(rig);
    LedgerRig next = lives.start();
    next.spent(300);
    next.awaitLines();
    assertThat(next.one("SELECT max(id) FROM ledger_line")).isEqualTo(3);
  }

  @Test
  void remembersALimitThatWasPut() throws StoreException {
    BudgetKey key = BudgetKey.parse("model:a-model/total").orElseThrow();
    LedgerRig before = lives.start();
    before.ledger.put(key, Optional.of(new Limit(new Money(40), true, Limit.Origin.ADMIN)));
    before.reserve(40).settle(charge(40));
    lives.kill(before);

    LedgerRig after = lives.start();

    assertThat(after.line("model:a-model/total").committed()).isEqualTo(new Money(40));
    assertThat(after.ask(1)).isInstanceOf(Grant.Refused.class);
  }
}
