package dev.rung.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.time.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AgeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Schema SCHEMA =
      new Schema(
          "room",
          List.of(
              """
              CREATE TABLE room_age (
                one INTEGER PRIMARY KEY CHECK (one = 0),
                at INTEGER NOT NULL,
                lagging INTEGER NOT NULL);
              """));

  private final Store store = Store.open(StoreSettings.inMemory(), List.of(SCHEMA));
  private final Age age = new Age("room_age");

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void isTheClocksWhereTheClockGoesAsTimeDoes() throws Exception {
    assertThat(goOn(NOW, Duration.ZERO)).isEqualTo(NOW);
    assertThat(goOn(NOW.plusSeconds(60), Duration.ofSeconds(60))).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void followsAClockThatJumpsAheadAtTwiceTheSpeedOfTime() throws Exception {
    Instant ahead = NOW.plus(Duration.ofDays(2));
    goOn(NOW, Duration.ZERO);

    assertThat(goOn(ahead, Duration.ofHours(3))).isEqualTo(NOW.plus(Duration.ofHours(6)));
    assertThat(read(ahead)).isEqualTo(NOW.plus(Duration.ofHours(6)));
    assertThat(goOn(ahead, Duration.ofHours(21))).isEqualTo(ahead);
  }

  @Test
  void goesBackWithTheClock() throws Exception {
    Instant back = NOW.minus(Duration.ofDays(300));
    goOn(NOW, Duration.ZERO);

    assertThat(read(back)).isEqualTo(back);
    assertThat(goOn(back, Duration.ofHours(1))).isEqualTo(back);
  }

  @Test
  void believesAClockThatStaysAheadForThirtyDaysOfWork() throws Exception {
    goOn(Instant.EPOCH, Duration.ZERO);

    for (int day = 1; day < 30; day++) {
      assertThat(goOn(NOW.plus(Duration.ofDays(day)), Duration.ofDays(1)))
          .isEqualTo(Instant.EPOCH.plus(Duration.ofDays(2L * day)));
    }
    Instant month = NOW.plus(Duration.ofDays(30));
    assertThat(goOn(month, Duration.ofDays(1))).isEqualTo(month);
  }

  @Test
  void countsTheDaysOfEachJumpAnew() throws Exception {
    goOn(NOW, Duration.ZERO);
    Instant caughtUp = NOW.plus(Duration.ofDays(58));
    goOn(caughtUp, Duration.ofDays(29));
    Instant jumped = caughtUp.plus(Duration.ofDays(900));

    assertThat(goOn(jumped, Duration.ofDays(2))).isEqualTo(caughtUp.plus(Duration.ofDays(4)));
  }

  private Instant goOn(Instant clock, Duration elapsed) throws Exception {
    return store
        .changeNow(db -> age.goOn(db, clock, elapsed))
        .get(Eventually.LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private Instant read(Instant clock) throws Exception {
    return store.read(db -> age.read(db, clock));
  }
}
