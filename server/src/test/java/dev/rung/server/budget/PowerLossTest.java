package dev.rung.server.budget;

import static dev.rung.server.budget.LedgerLives.SETTINGS;
import static dev.rung.server.budget.LedgerRig.charge;
import static dev.rung.server.budget.LedgerRig.limit;
import static dev.rung.server.budget.LedgerRig.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.generate.Money;
import dev.rung.server.log.CapturedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ledger counts as spent after its machine went down, or its slots were damaged. */
class PowerLossTest {
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
  void countsAsSpentWhatWasBookedWhenTheMachineWentDown() {
    LedgerRig before = lives.start();
    before.reserve(300).settle(charge(200));
    before.reserve(400);
    lives.powerLost(before);

    try (CapturedLog log = CapturedLog.of(LedgerStart.class)) {
      LedgerRig after = lives.start(SETTINGS, "another boot");

      assertThat(after.line("global/daily").committed().nanos()).isBetween(600L, 10_000L);
      assertThat(after.line("tenant:a-tenant/total").committed().nanos()).isBetween(600L, 50_000L);
      assertThat(log.lines()).anyMatch(line -> line.contains("counts as spent"));
      assertThat(after.ask(1)).isInstanceOf(Grant.Reserved.class);
    }
  }

  @Test
  void writesALineForWhatNobodyKnowsSoThatLinesAddUpToEveryCounter() {
    LedgerRig before = lives.start();
    before.reserve(300).settle(charge(200));
    before.reserve(400);
    lives.powerLost(before);

    LedgerRig after = lives.start(SETTINGS, "another boot");

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
    LedgerRig before =
        lives.start(limits(Map.of("global/hourly", 500L, "global/daily", 10_000L)), "one");
    before.reserve(100).close();
    before.ledger.apply(limit("global/daily", 10_000L));
    before.reserve(3_000);
    lives.powerLost(before);

    LedgerRig after = lives.start(limit("global/daily", 10_000L), "two");

    assertThat(after.onlyLine().committed()).isGreaterThanOrEqualTo(new Money(3_000));
  }

  @Test
  void losesNothingWhenTheMachineGoesDownAgainBeforeAnythingWasSpent() {
    LedgerRig before = lives.start();
    before.reserve(400);
    lives.kill(before);
    LedgerRig second = lives.start(SETTINGS, "second boot");
    Money counted = second.line("global/daily").committed();
    // Nothing is granted any more, but something is booked ahead.
    lives.kill(second);

    LedgerRig third = lives.start(SETTINGS, "third boot");

    assertThat(third.line("global/daily").committed()).isGreaterThanOrEqualTo(counted);
    assertThat(third.line("global/daily").committed()).isLessThanOrEqualTo(new Money(10_000));
  }

  @Test
  void countsAsSpentWhatWasBookedWhereTheKernelDoesNotTellWhetherItIsTheSame() {
    LedgerRig before = lives.start(SETTINGS, "");
    before.reserve(400);
    lives.kill(before);

    LedgerRig after = lives.start(SETTINGS, "");

    assertThat(after.line("global/daily").committed().nanos()).isGreaterThanOrEqualTo(400);
    assertThat(after.one("SELECT count(*) FROM ledger_line")).isEqualTo(1);
  }

  @Test
  void movesASlotFileAsideThatIsNoSuchFile() throws IOException {
    LedgerRig before = lives.start();
    before.reserve(300).settle(charge(300));
    lives.kill(before);
    Files.writeString(lives.slots(), "no table of slots");

    LedgerRig after = lives.start();

    assertThat(folder.resolve("ledger.slots.damaged")).hasContent("no table of slots");
    assertThat(after.line("global/daily").committed().nanos()).isGreaterThanOrEqualTo(300);
    assertThat(after.ask(1)).isInstanceOf(Grant.Reserved.class);
  }

  @Test
  void takesGarbageInASlotForNoReservation() throws IOException {
    LedgerRig before = lives.start();
    before.reserve(300);
    lives.kill(before);
    Path slots = lives.slots();
    byte[] bytes = Files.readAllBytes(slots);
    for (int at = 4096 + 100; at < 4096 + 110; at++) {
      bytes[at] ^= 0x55;
    }
    Files.write(slots, bytes);

    LedgerRig after = lives.start();

    assertThat(after.one("SELECT count(*) FROM ledger_line")).isZero();
    assertThat(after.ask(1)).isInstanceOf(Grant.Reserved.class);
  }
}
