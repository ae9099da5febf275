package dev.rung.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No ring is lost: a sleep that nobody ends takes longer than the test may. */
@Timeout(600)
class AlarmTest {
  private static final int ROUNDS = 20_000;

  private final Alarm alarm = new Alarm(Duration.ofMinutes(10));

  @Test
  void doesNotSleepWhereThereIsSomethingToDo() {
    alarm.sleep(() -> false);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void wakesForWhateverIsPutDownWhileItFallsAsleep() throws Exception {
    AtomicInteger work = new AtomicInteger();
    AtomicLong done = new AtomicLong();
    CountDownLatch end = new CountDownLatch(1);
    Thread sleeper =
        Thread.ofPlatform()
            .start(() -> {
              while (done.get() < 2L * ROUNDS) {
                alarm.sleep(() -> work.get() == 0);
                done.addAndGet(work.getAndSet(0));
              }
              end.countDown();
            });

    Thread[] ringers = new Thread[2];
    for (int i = 0; i < ringers.length; i++) {
      ringers[i] =
          Thread.ofPlatform()
              .start(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                  work.incrementAndGet();
                  alarm.ring(sleeper);
                }
              });
    }
    for (Thread ringer : ringers) {
      ringer.join();
    }
    end.await();

    assertThat(done.get()).isEqualTo(2L * ROUNDS);
  }
}
