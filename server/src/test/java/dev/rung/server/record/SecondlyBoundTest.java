package dev.rung.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecondlyBoundTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void hasRoomForSoManyInASecond() {
    SecondlyBound bound = new SecondlyBound(2);

    assertThat(bound.take(NOON)).isTrue();
    assertThat(bound.take(NOON.plusMillis(999))).isTrue();
    assertThat(bound.take(NOON.plusMillis(999))).isFalse();
  }

  @Test
  void hasRoomAgainInTheNextSecond() {
    SecondlyBound bound = new SecondlyBound(1);
    bound.take(NOON);

    assertThat(bound.take(NOON.plusSeconds(1))).isTrue();
    assertThat(bound.take(NOON.plusSeconds(1))).isFalse();
  }

  @Test
  void countsALateComerInTheNewestSecond() {
    SecondlyBound bound = new SecondlyBound(2);
    bound.take(NOON);

    assertThat(bound.take(NOON.minusSeconds(5))).isTrue();
    assertThat(bound.take(NOON)).isFalse();
  }

  @Test
  void neverHasRoomWhereNothingMayPass() {
    assertThat(new SecondlyBound(0).take(NOON)).isFalse();
  }

  @Test
  void holdsItsBoundUnderManyThreads() throws Exception {
    SecondlyBound bound = new SecondlyBound(1_000);
    long taken = 0;

    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<Long>> takers =
          IntStream.range(0, 4)
              .mapToObj(_ ->
                  pool.submit(
                      () -> IntStream.range(0, 2_000).filter(_ -> bound.take(NOON)).count()))
              .toList();
      for (Future<Long> taker : takers) {
        taken += taker.get();
      }
    }

    assertThat(taken).isEqualTo(1_000);
  }

  @Test
  void goesOnWhereTheClockIsPutBack() {
    SecondlyBound bound = new SecondlyBound(1);
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    assertThat(bound.take(now)).isTrue();

    assertThat(bound.take(now.minusSeconds(1))).isFalse();
    assertThat(bound.take(now.minusSeconds(3_600))).isTrue();
    assertThat(bound.take(now.minusSeconds(3_600))).isFalse();
    assertThat(bound.take(now.minusSeconds(3_599))).isTrue();
  }
}
