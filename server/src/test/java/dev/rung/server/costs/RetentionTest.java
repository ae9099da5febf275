package dev.rung.server.costs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final CostSettings SETTINGS =
      new CostSettings(
          Duration.ZERO, Duration.ofDays(10), Duration.ofDays(20), Duration.ofDays(40));

  private final CostsRig rig = new CostsRig(() -> NOW);

  @AfterEach
  void close() {
    rig.close();
  }

  private void use(Instant at, long nanos) throws Exception {
    rig.book(Lines.at(at).cost(nanos).build());
  }

  private boolean forget(int most) throws Exception {
    return forget(NOW, Duration.ZERO, most);
  }

  private boolean forget(Instant clock, Duration elapsed, int most) throws Exception {
    return rig.store
        .changeNow(new Retention(SETTINGS, clock, elapsed, most))
        .get(1, TimeUnit.MINUTES);
  }

  private Money total() throws Exception {
    CostQuery all = new CostQuery(Instant.EPOCH, Optional.empty(), Dimension.MODEL, Step.WHOLE);
    return rig.costs.report(all).orElseThrow().total().cost();
  }

  private static Instant daysAgo(int days, String time) {
    return Instant.parse("2026-11-21T" + time + "Z").minus(Duration.ofDays(days));
  }

  @Test
  void putsOldQuartersTogetherToDaysAndLosesNothing() throws Exception {
    use(daysAgo(21, "00:00:00"), 1);
    use(daysAgo(21, "23:59:59"), 2);
    use(daysAgo(22, "10:00:00"), 4);
    use(daysAgo(20, "00:00:00"), 8);
    use(NOW, 16);

    boolean more = forget(100);

    assertThat(more).isFalse();
    assertThat(rig.count("SELECT count(*) FROM cost_day")).isEqualTo(2);
    assertThat(rig.count("SELECT count(*) FROM cost_quarter")).isEqualTo(2);
    assertThat(total()).isEqualTo(new Money(31));
  }

  @Test
  void goesOnInSmallPortionsWithoutCountingTwice() throws Exception {
    for (int quarter = 0; quarter < 96; quarter++) {
      use(daysAgo(25, "00:00:00").plus(Duration.ofMinutes(15L * quarter)), 1);
    }

    int portions = 1;
    while (forget(10)) {
      assertThat(total()).isEqualTo(new Money(96));
      portions++;
    }

    assertThat(portions).isEqualTo(10);
    assertThat(total()).isEqualTo(new Money(96));
    assertThat(rig.count("SELECT count(*) FROM cost_day")).isEqualTo(1);
    assertThat(rig.count("SELECT count(*) FROM cost_quarter")).isZero();
  }

  @Test
  void addsToADayWhatComesLate() throws Exception {
    use(daysAgo(25, "10:00:00"), 1);
    forget(10);
    use(daysAgo(25, "10:00:00"), 2);
    forget(10);

    assertThat(total()).isEqualTo(new Money(3));
    assertThat(rig.count("SELECT cost FROM cost_day")).isEqualTo(3);
  }

  @Test
  void countsARolledUpDayWhereItBegins() throws Exception {
    use(daysAgo(25, "10:00:00"), 1);
    forget(10);
    Instant day = daysAgo(25, "00:00:00");

    assertThat(between(day, day.plus(Duration.ofMinutes(15)))).isEqualTo(new Money(1));
    assertThat(between(day.plus(Duration.ofMinutes(15)), NOW)).isEqualTo(Money.ZERO);
  }

  private Money between(Instant from, Instant to) throws Exception {
    CostQuery query = new CostQuery(from, Optional.of(to), Dimension.TENANT, Step.WHOLE);
    return rig.costs.report(query).orElseThrow().total().cost();
  }

  @Test
  void forgetsDaysThatAreTooOld() throws Exception {
    use(daysAgo(41, "10:00:00"), 1);
    use(daysAgo(40, "10:00:00"), 2);

    forget(100);

    assertThat(total()).isEqualTo(new Money(2));
  }

  @Test
  void forgetsWhatIsUnaccountedSinceTooLong() throws Exception {
    rig.store
        .changeNow(db ->
            db.prepared(
                    "INSERT INTO ledger_unaccounted VALUES ('global', "
                        + daysAgo(41, "10:00:00").toEpochMilli()
                        + ", 1), ('global', "
                        + daysAgo(39, "10:00:00").toEpochMilli()
                        + ", 2)")
                .executeUpdate())
        .get(1, TimeUnit.MINUTES);

    forget(100);

    assertThat(total()).isEqualTo(new Money(2));
  }

  @Test
  void forgetsTheLedgersOldestLines() throws Exception {
    line(1, daysAgo(30, "00:00:00"));
    line(2, daysAgo(12, "00:00:00"));
    line(3, daysAgo(11, "00:00:00"));
    line(4, daysAgo(10, "12:00:01"));
    line(5, NOW);

    assertThat(forget(2)).isTrue();
    assertThat(rig.count("SELECT count(*) FROM ledger_line")).isEqualTo(3);
    assertThat(forget(2)).isFalse();
    assertThat(rig.count("SELECT min(id) FROM ledger_line")).isEqualTo(4);
  }

  @Test
  void forgetsOldLinesBehindThoseOfAClockThatWasAhead() throws Exception {
    for (int id = 1; id <= 9; id++) {
      line(id, NOW.plus(Duration.ofDays(300)));
    }
    line(10, daysAgo(30, "00:00:00"));
    line(11, daysAgo(29, "00:00:00"));
    line(12, NOW);

    while (forget(2)) {
      assertThat(rig.count("SELECT count(*) FROM ledger_line")).isGreaterThanOrEqualTo(10);
    }

    assertThat(rig.count("SELECT count(*) FROM ledger_line")).isEqualTo(10);
    assertThat(rig.count("SELECT count(*) FROM ledger_line WHERE id IN (10, 11)")).isZero();
  }

  @Test
  void makesNothingOldForAClockThatIsAheadForSomeHours() throws Exception {
    use(daysAgo(19, "00:00:00"), 1);
    use(daysAgo(38, "00:00:00"), 2);
    line(1, daysAgo(9, "00:00:00"));
    line(2, NOW);
    forget(100);

    Instant ahead = NOW.plus(Duration.ofDays(400));
    for (int hour = 1; hour <= 5; hour++) {
      forget(ahead.plus(Duration.ofHours(hour)), Duration.ofHours(1), 100);
    }
    forget(NOW.plus(Duration.ofHours(5)), Duration.ZERO, 100);

    assertThat(rig.count("SELECT count(*) FROM cost_quarter")).isEqualTo(1);
    assertThat(rig.count("SELECT count(*) FROM cost_day")).isEqualTo(1);
    assertThat(rig.count("SELECT count(*) FROM ledger_line")).isEqualTo(2);
    assertThat(total()).isEqualTo(new Money(3));
  }

  @Test
  void comesUpWithTheClockAfterALongRest() throws Exception {
    use(daysAgo(19, "00:00:00"), 1);
    forget(100);

    Instant back = NOW.plus(Duration.ofDays(20));
    forget(back, Duration.ofDays(1).minusHours(13), 100);
    assertThat(rig.count("SELECT count(*) FROM cost_quarter")).isEqualTo(1);
    forget(back, Duration.ofDays(1), 100);
    assertThat(rig.count("SELECT count(*) FROM cost_quarter")).isZero();
    assertThat(rig.count("SELECT count(*) FROM cost_day")).isEqualTo(1);
    forget(back, Duration.ofDays(12), 100);
    forget(NOW.plus(Duration.ofDays(60)), Duration.ofDays(30), 100);

    assertThat(rig.count("SELECT count(*) FROM cost_day")).isZero();
  }

  private void line(long id, Instant at) throws Exception {
    rig.store
        .changeNow(db -> {
          PreparedStatement insert =
              db.prepared(
                  "INSERT INTO ledger_line VALUES (?, 'r', ?, 1, 1, 1, 2, 0, 0, 9, 9, 1, 0, 0, 1,"
                      + " 0)");
          insert.setLong(1, id);
          insert.setLong(2, at.toEpochMilli());
          return insert.executeUpdate();
        })
        .get(1, TimeUnit.MINUTES);
  }
}
