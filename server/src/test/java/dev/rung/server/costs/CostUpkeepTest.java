package dev.rung.server.costs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.log.CapturedLog;
import dev.rung.server.provider.Prices;
import dev.rung.server.record.Recorded;
import dev.rung.server.stats.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CostUpkeepTest {
  private static final Instant START = Instant.parse("2026-11-21T12:07:00Z");
  private static final Baseline BASELINE =
      new Baseline(
          "large",
          Tier.LARGE,
          Prices.of(new Money(1_000_000_000), new Money(1_000_000_000)),
          Duration.ofSeconds(1));

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final CostsRig rig = new CostsRig(now::get);
  private final Costs costs = rig.costs;

  @AfterEach
  void close() {
    rig.close();
  }

  private CostUpkeep upkeep(Duration logInterval) {
    CostSettings settings =
        new CostSettings(
            logInterval, Duration.ofDays(35), Duration.ofDays(92), Duration.ofDays(1825));
    return new CostUpkeep(
        costs, rig.store, settings, () -> Optional.of(BASELINE), now::get, this::ticks);
  }

  private long ticks() {
    return Duration.between(START, now.get()).toNanos();
  }

  private void book(Lines line) throws Exception {
    rig.book(line.build());
  }

  @Test
  void writesWhatWasCountedByItselfAndAtTheEnd() throws Exception {
    try (CostUpkeep upkeep = upkeep(Duration.ZERO)) {
      costs.record(Recorded.byTemplate().at(START).done());
      upkeep.tick();
      assertThat(rig.count("SELECT sum(requests) FROM cost_quarter")).isEqualTo(1);
      costs.record(Recorded.byTemplate().at(START).done());
    }

    assertThat(rig.count("SELECT sum(requests) FROM cost_quarter")).isEqualTo(2);
  }

  @Test
  void logsWholeQuartersOnceInAnInterval() throws Exception {
    try (CapturedLog log = CapturedLog.of(CostLog.class);
        CostUpkeep upkeep = upkeep(Duration.ofHours(1))) {
      book(Lines.at(START).cost(6_000));
      costs.record(Recorded.by("small", Tier.SMALL).at(START).done());

      now.set(START.plus(Duration.ofMinutes(57)));
      upkeep.tick();
      assertThat(log.events()).isEmpty();
      now.set(START.plus(Duration.ofMinutes(58)));
      upkeep.tick();
      upkeep.tick();

      assertThat(log.events()).hasSize(1);
      assertThat(pairs(log.events().getFirst()))
          .contains(
              "from=2026-11-21T12:00:00Z",
              "to=2026-11-21T13:00:00Z",
              "requests=1",
              "attempts=1",
              "cost_usd=0.000006000",
              "saved_usd=0.000009000",
              "saved_pct=60.0",
              "unpriced_attempts=0");
    }
  }

  @Test
  void countsInItsLineACallThatEndsAfterTheIntervalInWhichItBegan() throws Exception {
    try (CapturedLog log = CapturedLog.of(CostLog.class);
        CostUpkeep upkeep = upkeep(Duration.ofHours(1))) {
      Instant began = START.plus(Duration.ofMinutes(52));
      now.set(began.plus(Duration.ofMinutes(2)));
      upkeep.tick();
      book(Lines.at(began).cost(6_000));

      for (int minutes = 0; minutes < 130; minutes++) {
        now.set(now.get().plus(Duration.ofMinutes(1)));
        upkeep.tick();
      }

      assertThat(log.events()).hasSize(1);
      assertThat(pairs(log.events().getFirst()))
          .contains("to=2026-11-21T13:00:00Z", "attempts=1", "cost_usd=0.000006000");
    }
  }

  @Test
  void logsAgainWhereTheClockWasFarAhead() throws Exception {
    try (CapturedLog log = CapturedLog.of(CostLog.class);
        CostUpkeep upkeep = upkeep(Duration.ofHours(1))) {
      now.set(START.plus(Duration.ofDays(400)));
      upkeep.tick();
      now.set(START.plus(Duration.ofMinutes(20)));
      upkeep.tick();
      book(Lines.at(now.get()).cost(6_000));

      now.set(START.plus(Duration.ofMinutes(90)));
      upkeep.tick();

      assertThat(log.events()).hasSize(1);
      assertThat(pairs(log.events().getFirst()))
          .contains("from=2026-11-21T12:15:00Z", "cost_usd=0.000006000");
    }
  }

  private static List<String> pairs(ILoggingEvent event) {
    return event.getKeyValuePairs().stream().map(pair -> pair.key + "=" + pair.value).toList();
  }

  @Test
  void logsNothingWhereNothingHappenedOrItIsOff() throws Exception {
    try (CapturedLog log = CapturedLog.of(CostLog.class);
        CostUpkeep quiet = upkeep(Duration.ZERO);
        CostUpkeep idle = upkeep(Duration.ofHours(1))) {
      now.set(START.plus(Duration.ofHours(5)));
      idle.tick();
      book(Lines.at(now.get()));
      now.set(START.plus(Duration.ofHours(10)));
      quiet.tick();

      assertThat(log.events()).isEmpty();
    }
  }

  @Test
  void putsOldQuartersTogetherPortionByPortion() throws Exception {
    Instant old = START.minus(Duration.ofDays(100));
    rig.store
        .changeNow(db -> {
          for (int i = 0; i < CostUpkeep.PORTION + 1; i++) {
            costs.booked(db, Lines.at(old).tenant("tenant-" + i).cost(1).build());
          }
          return true;
        })
        .get(1, TimeUnit.MINUTES);
    try (CostUpkeep upkeep = upkeep(Duration.ZERO)) {
      upkeep.tick();
      assertThat(rig.count("SELECT count(*) FROM cost_quarter")).isEqualTo(1);
      upkeep.tick();
      assertThat(rig.count("SELECT count(*) FROM cost_quarter")).isZero();
      assertThat(rig.count("SELECT sum(cost) FROM cost_day")).isEqualTo(CostUpkeep.PORTION + 1);

      book(Lines.at(old));
      upkeep.tick();
      assertThat(rig.count("SELECT count(*) FROM cost_quarter")).isEqualTo(1);
      now.set(START.plus(Duration.ofMinutes(1)));
      upkeep.tick();
      assertThat(rig.count("SELECT count(*) FROM cost_quarter")).isZero();
    }
  }
}
