package dev.rung.bench.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Asked DEAR = new Asked(1, 400, new Money(8_000), Duration.ofSeconds(1));
  private static final Asked CHEAP = new Asked(2, 400, new Money(1_000), Duration.ofSeconds(1));

  private static Replay skewed() {
    return new Replay(Trace.of("test", 2_000, 20_000, 0.9, 0));
  }

  @Test
  void countsWhatHitsWouldHaveCost() {
    Replay replay = new Replay(new Trace("two", List.of(DEAR, CHEAP, DEAR, CHEAP, CHEAP)));

    Saved all = replay.leastRecent(replay.bytes());

    assertThat(all).isEqualTo(replay.asServed(replay.bytes()));
    assertThat(all.money()).isCloseTo(10.0 / 19, Offset.offset(1e-9));
    assertThat(all.requests()).isCloseTo(0.6, Offset.offset(1e-9));
  }

  @Test
  void theLeastRecentOneGoesWhateverItIsWorth() {
    Replay replay = new Replay(new Trace("two", List.of(DEAR, CHEAP, DEAR, CHEAP, DEAR)));
    long forOne = replay.bytes() * 2 / 3;

    assertThat(replay.leastRecent(forOne).requests()).isZero();
    assertThat(replay.asServed(forOne).requests()).isZero();
  }

  @Test
  void savesNothingWithoutRoomAndTheSameWithAllRoom() {
    Replay replay = skewed();

    assertThat(replay.asServed(100).money()).isZero();
    assertThat(replay.leastRecent(100).money()).isZero();
    assertThat(replay.asServed(replay.bytes())).isEqualTo(replay.leastRecent(replay.bytes()));
  }

  @Test
  void savesMoreMoneyThanLeastRecentWhereRoomIsScarce() {
    Replay replay = skewed();
    long most = replay.bytes() / 20;

    assertThat(replay.asServed(most).money()).isGreaterThan(1.2 * replay.leastRecent(most).money());
  }
}
