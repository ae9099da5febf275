package dev.rung.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.store.Change;
import dev.rung.server.store.Statements;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import dev.rung.server.store.StoreSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OldSumsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Scope ACME = Scope.tenant("acme");
  private static final int KEPT = (int) OldSums.KEPT_QUARTERS;

  private final Store store = Store.open(StoreSettings.inMemory(), List.of(Ledger.SCHEMA));

  @AfterEach
  void close() {
    store.close();
  }

  private static long quarter(int before) {
    return SpentTable.quarter(NOW) - before * SpentTable.QUARTER;
  }

  private static void spend(Statements db, int before) throws SQLException {
    for (Scope scope : List.of(Scope.GLOBAL, ACME)) {
      SpentTable.add(db, scope, quarter(before), 1);
    }
  }

  /** So many quarters, the last of which is now, in each of which everybody and a tenant spent. */
  private void spendFor(int quarters) {
    run(db -> {
      for (int before = 0; before < quarters; before++) {
        spend(db, before);
      }
      return true;
    });
  }

  private <T> T run(Change<T> change) {
    return store.changeNow(change).orTimeout(1, TimeUnit.MINUTES).join();
  }

  private boolean fold(int most) {
    return run(db -> OldSums.fold(db, NOW, most));
  }

  private long one(String what) throws StoreException {
    return store.read(db -> LedgerTables.one(db.prepared(what)));
  }

  private long rows(Scope scope) throws StoreException {
    return one("SELECT count(*) FROM budget_spent WHERE start >= 0 AND scope = '" + scope + "'");
  }

  private long total(Scope scope) throws StoreException {
    return one("SELECT sum(nanos) FROM budget_spent WHERE scope = '" + scope + "'");
  }

  @Test
  void putsTogetherWhatIsBeyondTheLastQuartersAndLosesNothing() throws StoreException {
    spendFor(KEPT + 10);

    assertThat(fold(1_000)).isFalse();

    assertThat(rows(Scope.GLOBAL)).isEqualTo(KEPT);
    assertThat(rows(ACME)).isEqualTo(KEPT);
    assertThat(total(Scope.GLOBAL)).isEqualTo(KEPT + 10);
    assertThat(total(ACME)).isEqualTo(KEPT + 10);
    assertThat(one("SELECT min(start) FROM budget_spent WHERE start >= 0"))
        .isEqualTo(quarter(KEPT - 1));
  }

  @Test
  void goesOnInPortionsOfWholeQuarters() throws StoreException {
    spendFor(KEPT + 10);

    assertThat(fold(3)).isTrue();

    assertThat(rows(Scope.GLOBAL)).isEqualTo(KEPT + 8);
    assertThat(rows(ACME)).isEqualTo(KEPT + 8);
    while (fold(3)) {
      assertThat(total(ACME)).isEqualTo(KEPT + 10);
    }
    assertThat(rows(ACME)).isEqualTo(KEPT);
    assertThat(total(ACME)).isEqualTo(KEPT + 10);
  }

  @Test
  void addsToWhatIsTogetherAlready() throws StoreException {
    spendFor(KEPT + 1);
    boolean first = fold(10);
    run(db -> {
      spend(db, KEPT + 5);
      return true;
    });

    assertThat(first).isFalse();
    assertThat(fold(10)).isFalse();
    assertThat(one("SELECT nanos FROM budget_spent WHERE start < 0 AND scope = 'tenant:acme'"))
        .isEqualTo(2);
  }

  @Test
  void keepsEveryQuarterOfTheLastDaysHoweverManyThereAre() throws StoreException {
    Instant early = NOW.minus(Duration.ofDays(70));
    spendFor(KEPT + 10);

    boolean more = run(db -> OldSums.fold(db, early, 1_000));

    assertThat(more).isFalse();
    assertThat(rows(ACME)).isEqualTo(KEPT + 10);
  }

  @Test
  void keepsEverythingWhereLittleWasSpentHoweverLongAgo() throws StoreException {
    spendFor(KEPT);

    boolean more = run(db -> OldSums.fold(db, NOW.plus(Duration.ofDays(4_000)), 1_000));

    assertThat(more).isFalse();
    assertThat(rows(ACME)).isEqualTo(KEPT);
  }
}
