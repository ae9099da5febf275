package dev.rung.local.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpkeepTest {
  private long now = -5;
  private int done;
  private final Upkeep upkeep = new Upkeep(() -> done++, Duration.ofNanos(100), () -> now);

  @Test
  void nothingIsToDoWithoutWork() {
    now += 1_000;

    upkeep.runIfDue();

    assertThat(done).isZero();
    assertThat(upkeep.remaining()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void isDueAPeriodAfterTheLastTimeAndOnceBehindTheLastWork() {
    upkeep.worked();
    now += 99;
    upkeep.runIfDue();
    assertThat(done).isZero();
    assertThat(upkeep.remaining()).isEqualTo(1);

    now += 1;
    assertThat(upkeep.remaining()).isZero();
    upkeep.runIfDue();
    upkeep.runIfDue();
    assertThat(done).isEqualTo(1);

    now += 1_000;
    upkeep.runIfDue();
    assertThat(done).isEqualTo(1);

    upkeep.worked();
    upkeep.runIfDue();
    assertThat(done).isEqualTo(2);
  }
}
