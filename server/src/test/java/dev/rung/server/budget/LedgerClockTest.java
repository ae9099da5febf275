package dev.rung.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.budget.LedgerClock.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LedgerClockTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

  private final AtomicReference<Instant> machine = new AtomicReference<>(NOON.plusNanos(456));
  private final LedgerClock clock = new LedgerClock(machine::get);

  @Test
  void goesOnByWholeMilliseconds() {
    assertThat(clock.now()).isEqualTo(NOON);
    assertThat(clock.read()).isEqualTo(Move.STILL);

    machine.set(NOON.plusMillis(1));

    assertThat(clock.read()).isEqualTo(Move.FORWARD);
    assertThat(clock.now()).isEqualTo(NOON.plusMillis(1));
  }

  @Test
  void standsStillWhereTheMachineIsSetBackByTenMinutes() {
    machine.set(NOON.minus(Duration.ofMinutes(10)));

    assertThat(clock.read()).isEqualTo(Move.STILL);
    assertThat(clock.now()).isEqualTo(NOON);
  }

  @Test
  void followsTheMachineWhereItIsSetBackByMore() {
    Instant earlier = NOON.minus(Duration.ofMinutes(10)).minusMillis(1);
    machine.set(earlier);

    assertThat(clock.read()).isEqualTo(Move.BACK);
    assertThat(clock.now()).isEqualTo(earlier);
  }
}
