package dev.rung.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.call.Running.Stop;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A stop interrupts the work it is meant for, and nothing else. */
final class RunningTest {
  private static final int ROUNDS = 20_000;

  @Test
  void workThatWasStoppedBeforeItBeganBeginsInterrupted() {
    Running running = new Running();
    running.stop(Stop.CALLER_GONE);

    boolean interrupted = running.work(() -> Thread.currentThread().isInterrupted());

    assertThat(interrupted).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aStopAfterTheEndInterruptsNothing() {
    Running running = new Running();
    running.work(() -> "done");

    running.stop(Stop.LATE);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(running.stopped()).contains(Stop.LATE);
  }

  @Test
  void theFirstReasonStays() {
    Running running = new Running();

    running.stop(Stop.SHUTTING_DOWN);
    running.stop(Stop.CALLER_GONE);

    assertThat(running.stopped()).contains(Stop.SHUTTING_DOWN);
  }

  @Test
  void workThatFailsIsOverToo() {
    Running running = new Running();

    AtomicBoolean failed = new AtomicBoolean();
    try {
      running.work(() -> {
        throw new IllegalStateException("bug");
      });
    } catch (IllegalStateException bug) {
      failed.set(true);
    }
    running.stop(Stop.LATE);

    assertThat(failed).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /** Stops race with ends: a thread that goes on to other things must never be interrupted. */
  @Test
  void noStopStraysIntoWhatTheThreadDoesNext() throws Exception {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    AtomicInteger strays = new AtomicInteger();
    for (int round = 0; round < ROUNDS; round++) {
      race(random.nextInt(200), random.nextInt(200), strays);
    }

    assertThat(strays.get()).as("seed %s", seed).isZero();
  }

  private static void race(int work, int pause, AtomicInteger strays) throws Exception {
    Running running = new Running();
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch checked = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          running.work(() -> spin(work));
          ended.countDown();
          if (Thread.currentThread().isInterrupted()) {
            strays.incrementAndGet();
          }
          checked.countDown();
        });
    spin(pause);
    running.stop(Stop.CALLER_GONE);
    assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(checked.await(1, TimeUnit.MINUTES)).isTrue();
  }

  private static int spin(int times) {
    for (int i = 0; i < times; i++) {
      Thread.onSpinWait();
    }
    return times;
  }
}
