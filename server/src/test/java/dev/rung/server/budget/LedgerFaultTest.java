package dev.rung.server.budget;

import static dev.rung.server.budget.LedgerRig.charge;
import static dev.rung.server.budget.LedgerRig.limit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Money;
import dev.rung.server.log.CapturedLog;
import dev.rung.server.scripted.TmpfsFolder;
import dev.rung.server.store.Statements;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import dev.rung.server.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, a file that is damaged, a folder that is none: and what works again. */
class LedgerFaultTest {
  private static final BudgetSettings SETTINGS = limit("global/daily", 1_000_000);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Room for the slots, the tables and their log. */
  private static final int KIBIBYTES = 2048;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(LedgerRig.MORNING);
  private volatile boolean full;

  /**
   * Where there is no disk of our own to fill: makes the file no larger than it is, and then
   * writes, which is SQLite's own error of a full disk.
   */
  private void fill(Statements db, LedgerLine line) throws SQLException {
    if (full) {
      db.prepared("PRAGMA max_page_count = 1").executeQuery().close();
      db.prepared("INSERT INTO ledger_probe VALUES (zeroblob(1000000))").executeUpdate();
    }
  }

  @Test
  void refusesWhatCostsWhileTheDiskIsFullAndGoesOnWithWhatIsFree() throws Exception {
    try (TmpfsFolder disk = new TmpfsFolder(folder.resolve("disk"), KIBIBYTES);
        LedgerRig rig = on(disk)) {
      Reservation granted = rig.reserve(100);
      fill(disk);
      granted.settle(charge(70));
      until(() -> !isGranted(rig));

      Grant costly = rig.ask(100);
      Reservation free = rig.reserve(0);
      free.settle(charge(0));

      assertThat(costly).isInstanceOf(Grant.Unwritable.class);
      assertThat(((Grant.Unwritable) costly).why()).contains("make room on its disk");
      assertThat(rig.onlyLine().committed()).isEqualTo(new Money(70));

      empty(disk);
      until(() -> isGranted(rig));
      until(rig.ledger.books()::isWritten);
      assertThat(rig.one("SELECT count(*) FROM ledger_line")).isEqualTo(2);
      assertThat(rig.one("SELECT sum(cost) FROM ledger_line")).isEqualTo(70);
    }
  }

  @Test
  void forgetsNothingWhereTheProcessDiesWhileTheDiskIsFull() throws Exception {
    try (TmpfsFolder disk = new TmpfsFolder(folder.resolve("disk"), KIBIBYTES)) {
      LedgerRig before = on(disk);
      Reservation granted = before.reserve(100);
      fill(disk);
      granted.settle(charge(70));
      until(() -> !isGranted(before));
      before.kill();
      empty(disk);

      try (LedgerRig after = LedgerRig.in(disk.path(), SETTINGS, now)) {
        assertThat(after.onlyLine().committed()).isEqualTo(new Money(70));
      }
    }
  }

  @Test
  void usesEverySlotOnADiskThatIsFull() throws Exception {
    try (TmpfsFolder disk = new TmpfsFolder(folder.resolve("disk"), KIBIBYTES);
        LedgerRig rig = on(disk)) {
      // So much is booked that none of them has to be.
      rig.reserve(1_000).close();
      fill(disk);

      List<Reservation> held = new ArrayList<>();
      Grant next = rig.ask(1);
      while (next instanceof Grant.Reserved(var reservation)) {
        held.add(reservation);
        next = rig.ask(1);
      }

      assertThat(((Grant.Unwritable) next).why()).contains("no room for more calls at a time");
      assertThat(held).hasSize(256);
      held.forEach(Reservation::close);
      assertThat(isGranted(rig)).isTrue();
    }
  }

  private LedgerRig on(TmpfsFolder disk) {
    return LedgerRig.in(
        disk.path(),
        SETTINGS,
        now,
        parts -> disk.isMounted() ? parts : parts.withBookkeepers(List.of(this::fill)));
  }

  private void fill(TmpfsFolder disk) throws IOException {
    full = true;
    disk.fill();
  }

  private void empty(TmpfsFolder disk) throws IOException {
    full = false;
    disk.empty();
  }

  @Test
  void writesLinesWithoutTheFiguresOfOthersWhereThoseAreWrong() throws StoreException {
    Bookkeeper wrong =
        (db, line) -> db.prepared("INSERT INTO no_such_table VALUES (1)").executeUpdate();
    try (LedgerRig rig =
        LedgerRig.in(folder, SETTINGS, now, parts -> parts.withBookkeepers(List.of(wrong)))) {
      rig.reserve(100).settle(charge(70));
      rig.awaitLines();

      assertThat(rig.one("SELECT sum(cost) FROM ledger_line")).isEqualTo(70);
      assertThat(rig.ask(1)).isInstanceOf(Grant.Reserved.class);
    }
  }

  @Test
  void beginsWhenADamagedFileIsMovedAway() throws IOException {
    Path file = folder.resolve("rung.db");
    Files.writeString(file, "this is no file of SQLite ".repeat(1_000));
    try (LedgerRig rig = LedgerRig.in(folder, SETTINGS, now)) {
      Grant costly = rig.ask(1);
      rig.reserve(0).settle(charge(0));

      assertThat(costly).isInstanceOf(Grant.Unwritable.class);
      assertThat(((Grant.Unwritable) costly).why()).contains("is damaged", "restore a backup");

      Files.delete(file);
      until(() -> isGranted(rig));
    }
  }

  @Test
  void beginsWhenAFolderIsThereThatWasNone() throws IOException {
    Path state = folder.resolve("state");
    Files.writeString(state, "a file");
    try (LedgerRig rig = LedgerRig.in(state, SETTINGS, now)) {
      assertThat(rig.ask(1)).isInstanceOf(Grant.Unwritable.class);
      assertThat(rig.ask(0)).isInstanceOf(Grant.Reserved.class);

      Files.delete(state);
      Files.createDirectory(state);
      until(() -> isGranted(rig));
      rig.reserve(30).settle(charge(20));
    }
    try (LedgerRig after = LedgerRig.in(state, SETTINGS, now)) {
      assertThat(after.onlyLine().committed()).isEqualTo(new Money(20));
    }
  }

  @Test
  void refusesMoreCallsAtATimeThanThereAreSlots() {
    try (LedgerRig rig = LedgerRig.in(folder, SETTINGS, now, parts -> parts.withSlots(2))) {
      List<Reservation> open = new ArrayList<>(List.of(rig.reserve(1), rig.reserve(1)));

      assertThat(rig.ask(1)).isInstanceOf(Grant.Unwritable.class);
      assertThat(rig.ask(0)).isInstanceOf(Grant.Reserved.class);
      open.getFirst().close();
      assertThat(rig.ask(1)).isInstanceOf(Grant.Reserved.class);
    }
  }

  @Test
  void refusesNamesThatAreTooLongForASlot() {
    try (LedgerRig rig = LedgerRig.in(folder, SETTINGS, now)) {
      Grant grant = rig.ledger.reserve(LedgerRig.spend("t".repeat(500), "m", "p", 1));

      assertThat(grant).isInstanceOf(Grant.Unwritable.class);
      assertThat(rig.onlyLine().reserved()).isEqualTo(Money.ZERO);
    }
  }

  @Test
  void grantsNothingAfterItsEnd() {
    LedgerRig rig = LedgerRig.in(folder, SETTINGS, now);
    Reservation late = rig.reserve(10);
    rig.close();

    late.settle(charge(5));

    assertThat(rig.ask(1)).isInstanceOf(Grant.Unwritable.class);
    assertThatThrownBy(
            () -> rig.ledger.put(new BudgetKey(Scope.GLOBAL, Period.TOTAL), Optional.empty()))
        .isInstanceOf(StoreException.class);
    try (LedgerRig after = LedgerRig.in(folder, SETTINGS, now)) {
      assertThat(after.onlyLine().committed()).isEqualTo(new Money(10));
    }
  }

  /** Whether it would be granted now; nothing stays set aside. */
  private static boolean isGranted(LedgerRig rig) {
    if (rig.ask(1) instanceof Grant.Reserved(var reservation)) {
      reservation.close();
      return true;
    }
    return false;
  }

  private static void until(BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it holds in time").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  @Timeout(600)
  void callsItNoFaultOfTheDiskThatItIsClosedWhileItStarts() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (CapturedLog log = CapturedLog.of(LedgerRun.class);
        Store store = Store.open(StoreSettings.inMemory(), LedgerRig.SCHEMAS)) {
      CompletableFuture<Boolean> _ = store.changeNow(db -> passed(go));
      Ledger ledger =
          Ledger.open(
              BudgetSettings.of(Map.of()),
              LedgerParts.of(store, Optional.empty(), InstantSource.system(), System::nanoTime));
      Thread starting = startingAndWaiting();

      Thread closing = Thread.ofPlatform().start(ledger::close);
      boolean _ = starting.join(Duration.ofSeconds(30));
      go.countDown();
      closing.join();

      assertThat(starting.isAlive()).isFalse();
      assertThat(log.lines()).isEmpty();
    }
  }

  private static boolean passed(CountDownLatch go) {
    try {
      return go.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** The thread of a ledger that waits for the store to let it begin. */
  private static Thread startingAndWaiting() {
    while (true) {
      for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
        boolean begins =
            Arrays.stream(thread.getValue())
                .anyMatch(frame -> frame.getClassName().equals(LedgerStart.class.getName()));
        if (begins && thread.getKey().getState() == Thread.State.TIMED_WAITING) {
          return thread.getKey();
        }
      }
      Thread.onSpinWait();
    }
  }
}
