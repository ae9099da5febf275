package dev.rung.server.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
  private final AtomicLong clock = new AtomicLong();

  private Deadline after(Duration duration) {
    return Deadline.after(duration, clock::get);
  }

  @Test
  void saysWhatIsLeft() {
    Deadline deadline = after(Duration.ofSeconds(2));

    clock.addAndGet(Duration.ofMillis(500).toNanos());

    assertThat(deadline.remaining()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(deadline.isPast()).isFalse();
  }

  @Test
  void isPastFromItsInstantOn() {
    Deadline deadline = after(Duration.ofNanos(2));

    clock.set(1);
    boolean before = deadline.isPast();
    clock.set(2);

    assertThat(before).isFalse();
    assertThat(deadline.isPast()).isTrue();
    assertThat(deadline.remaining()).isZero();
  }

  @Test
  void leavesNothingLongAfterItPassed() {
    Deadline deadline = after(Duration.ofSeconds(1));

    clock.addAndGet(Duration.ofDays(1).toNanos());

    assertThat(deadline.remaining()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, Long.MAX_VALUE - 5, Long.MAX_VALUE})
  void mindsNotWhereAMonotonicClockBegins(long start) {
    clock.set(start);
    Deadline deadline = after(Duration.ofSeconds(10));

    clock.addAndGet(Duration.ofSeconds(4).toNanos());

    assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(6));
    assertThat(deadline.isPast()).isFalse();
  }

  @Test
  void comesEarlierWithinAShorterTimeAndNeverLater() {
    Deadline deadline = after(Duration.ofSeconds(10));

    assertThat(deadline.within(Duration.ofSeconds(3)).remaining()).isEqualTo(Duration.ofSeconds(3));
    assertThat(deadline.within(Duration.ofSeconds(30))).isSameAs(deadline);
    assertThat(deadline.within(Duration.ofSeconds(10))).isSameAs(deadline);
  }
}
