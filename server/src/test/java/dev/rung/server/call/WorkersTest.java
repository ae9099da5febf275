package dev.rung.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.RequestId;
import dev.rung.server.scripted.ScarceThreads;
import dev.rung.server.time.Eventually;
import dev.rung.server.time.FakeClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class WorkersTest {
  private static final RequestId ID = new RequestId("r-1");
  private static final Duration TIME = Duration.ofSeconds(1);

  private final FakeClock clock = new FakeClock();

  @Test
  void whatGetsNoThreadTakesNoRoom() throws Exception {
    CountDownLatch done = new CountDownLatch(2);
    try (Workers workers = new Workers(1, clock, new ScarceThreads(2))) {
      assertThat(workers.start(ID, new Running(), TIME, done::countDown)).isFalse();
      assertThat(workers.host(ID, new Running(), TIME, done::countDown)).isFalse();
      assertThat(workers.awaitIdle(Duration.ZERO)).isTrue();

      assertThat(workers.start(ID, new Running(), TIME, done::countDown)).isTrue();
      assertThat(workers.host(ID, new Running(), TIME, done::countDown)).isTrue();

      assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  /** Cannot be interrupted. */
  private static final class Stubborn extends Thread {
    private final CountDownLatch tried;

    Stubborn(Runnable work, CountDownLatch tried) {
      super(work);
      this.tried = tried;
    }

    @Override
    public void interrupt() {
      tried.countDown();
      throw new IllegalStateException("as scripted");
    }
  }

  @Test
  void oneThatCannotBeStoppedLeavesAllOthersTheirDeadline() throws Exception {
    CountDownLatch tried = new CountDownLatch(3);
    CountDownLatch leave = new CountDownLatch(1);
    Running stubborn = new Running();
    Running other = new Running();
    ThreadFactory threads = work -> new Stubborn(work, tried);
    try (Workers workers = new Workers(2, clock, threads)) {
      CountDownLatch atWork = new CountDownLatch(1);
      assertThat(
              workers.start(
                  ID,
                  stubborn,
                  TIME,
                  () ->
                      stubborn.work(() -> {
                        atWork.countDown();
                        await(leave);
                        return true;
                      })))
          .isTrue();
      assertThat(atWork.await(1, TimeUnit.MINUTES)).isTrue();
      clock.passSeconds(2);
      assertThat(tried.await(1, TimeUnit.MINUTES)).isTrue();

      assertThat(workers.start(ID, other, TIME, () -> await(leave))).isTrue();
      clock.passSeconds(2);

      Eventually.until("the other one is late, too", () -> other.stopped().isPresent());
      assertThat(other.stopped()).contains(Running.Stop.LATE);
      leave.countDown();
      assertThat(workers.awaitIdle(Duration.ofMinutes(1))).isTrue();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
