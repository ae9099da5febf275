package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WatchdogTest {

  @Test
  void looksAgainAndAgainUntilItIsToldToForget() throws Exception {
    try (Watchdog watchdog = Watchdog.start(System::nanoTime)) {
      CountDownLatch looks = new CountDownLatch(3);
      Watchdog.Watched watched = now -> looks.countDown();

      watchdog.watch(watched);

      assertThat(looks.await(1, TimeUnit.MINUTES)).isTrue();
      watchdog.forget(watched);
      assertThat(watchdog.underWay()).isZero();
    }
  }

  @Test
  void wakesUpFromSleepForANewcomer() throws Exception {
    AtomicInteger readings = new AtomicInteger();
    CountDownLatch nearlyAsleep = new CountDownLatch(100);
    try (Watchdog watchdog =
        Watchdog.start(() -> {
          nearlyAsleep.countDown();
          return readings.incrementAndGet();
        })) {
      assertThat(nearlyAsleep.await(1, TimeUnit.MINUTES)).isTrue();
      for (int i = 0; i < 50; i++) {
        CountDownLatch look = new CountDownLatch(1);
        Watchdog.Watched watched = now -> look.countDown();

        watchdog.watch(watched);

        assertThat(look.await(1, TimeUnit.MINUTES)).isTrue();
        watchdog.forget(watched);
      }
    }
  }

  @Test
  void handsOnItsClock() throws Exception {
    AtomicLong seen = new AtomicLong();
    CountDownLatch look = new CountDownLatch(1);
    try (Watchdog watchdog = Watchdog.start(() -> 42)) {
      watchdog.watch(now -> {
        seen.set(now);
        look.countDown();
      });

      assertThat(look.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(seen).hasValue(42);
    }
  }

  @Test
  void looksAtTheOthersAlsoWhereOneFails() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    CountDownLatch looks = new CountDownLatch(3);
    try (Watchdog watchdog = Watchdog.start(System::nanoTime)) {
      watchdog.watch(now -> {
        failed.countDown();
        throw new IllegalStateException("as told");
      });
      assertThat(failed.await(1, TimeUnit.MINUTES)).isTrue();

      watchdog.watch(now -> looks.countDown());

      assertThat(looks.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }
}
