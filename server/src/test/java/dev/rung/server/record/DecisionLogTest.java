package dev.rung.server.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.rung.server.generate.Tier;
import dev.rung.server.log.CapturedLog;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a thread of its own, since a wait for a log that never sleeps cannot be interrupted. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DecisionLogTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final CapturedLog captured = CapturedLog.of(DecisionLog.class);
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<Thread> writer = new AtomicReference<>(Thread.currentThread());
  private final AtomicLong looks = new AtomicLong();

  @AfterEach
  void letGoOfTheLog() {
    captured.close();
  }

  private DecisionLog start(int queue, int freeLines) {
    return DecisionLog.start(new DecisionLogSettings(queue, freeLines), nanos::get);
  }

  private static RequestRecord answered(int number) {
    return Recorded.by("a", Tier.SMALL).id("r" + number).at(NOON).done();
  }

  private long linesWith(String text) {
    return captured.lines().stream().filter(line -> line.contains(text)).count();
  }

  private long leftOut(String key) {
    return captured.events().stream()
        .filter(event -> event.getMessage().equals("lines of requests were left out"))
        .mapToLong(event -> value(event, key))
        .sum();
  }

  private static long value(ILoggingEvent event, String key) {
    return event.getKeyValuePairs().stream()
        .filter(pair -> pair.key.equals(key))
        .mapToLong(pair -> Long.parseLong(String.valueOf(pair.value)))
        .sum();
  }

  @Test
  void writesALineForARequestWithoutBeingClosed() throws Exception {
    try (DecisionLog log = start(16, 16)) {
      log.record(answered(1));

      captured.await(1);
    }

    assertThat(linesWith("request_id=r1 ")).isOne();
  }

  @Test
  void writesWhatWaitsWhenItIsClosed() {
    DecisionLog log = start(1_000, 0);
    for (int i = 0; i < 1_000; i++) {
      log.record(answered(i));
    }

    log.close();

    assertThat(captured.events().size() - 1_000)
        .as("left out: %s", leftOut("queue_full"))
        .isEqualTo(0);
    assertThat(linesWith("request_id=r999 ")).isOne();
  }

  @Test
  void leavesRoomForFailuresWhereTheLevelLeavesAnswersOut() {
    captured.from(Level.WARN);
    DecisionLog log = start(1, 0);
    for (int i = 0; i < 10_000; i++) {
      log.record(answered(i));
    }
    log.record(Recorded.byNobody("NO_MODEL").at(NOON).done());

    log.close();

    assertThat(captured.lines()).singleElement().asString().contains("outcome=rejected");
  }

  @Test
  void writesALateLineOnTheThreadOfItsRequest() {
    DecisionLog log = start(16, 16);
    log.close();

    log.record(answered(7));

    assertThat(linesWith("request_id=r7 ")).isOne();
    assertThat(captured.events().getLast().getThreadName())
        .isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void writesSoManyFreeAnswersInASecondAndCountsTheRest() {
    DecisionLog log = start(100, 3);
    for (int i = 0; i < 10; i++) {
      log.record(Recorded.byTemplate().at(NOON).done());
    }
    log.record(Recorded.by("a", Tier.SMALL).fromCache().at(NOON).done());
    log.record(answered(1));

    log.close();

    assertThat(linesWith("outcome=answered")).isEqualTo(3 + 1);
    assertThat(leftOut("free_answers")).isEqualTo(7 + 1);
    assertThat(leftOut("queue_full")).isZero();
  }

  @Test
  void writesEveryFailureAlsoBeyondTheBoundOfFreeAnswers() {
    DecisionLog log = start(100, 0);
    for (int i = 0; i < 5; i++) {
      log.record(Recorded.byNobody("NO_MODEL").at(NOON).done());
    }

    log.close();

    assertThat(linesWith("outcome=rejected")).isEqualTo(5);
  }

  @Test
  void reportsWhatWasLeftOutWhileRequestsGoOn() throws Exception {
    try (DecisionLog log = start(100, 0)) {
      log.record(answered(1));
      captured.await(1);
      log.record(Recorded.byTemplate().at(NOON).done());
      nanos.addAndGet(2_000_000_000L);

      log.record(answered(2));
      captured.await(2);

      assertThat(leftOut("free_answers")).isOne();
    }
  }

  @Test
  void wakesForALineAndForACountAfterASleep() throws Exception {
    try (DecisionLog log = startSeen(0)) {
      awaitSleep();
      log.record(answered(1));
      captured.await(1);
      awaitSleep();

      nanos.addAndGet(2_000_000_000L);
      log.record(Recorded.byTemplate().at(NOON).done());
      captured.await(1);

      assertThat(linesWith("request_id=r1 ")).isOne();
      assertThat(leftOut("free_answers")).isOne();
    }
  }

  @Test
  void staysAwakeForACountThatIsStillToBeReported() throws Exception {
    try (DecisionLog log = startSeen(0)) {
      awaitSleep();
      log.record(Recorded.byTemplate().at(NOON).done());
      long looksAtTheClock = looks.get();
      while (looks.get() < looksAtTheClock + 30) {
        Thread.onSpinWait();
      }

      nanos.addAndGet(2_000_000_000L);
      captured.await(1);

      assertThat(leftOut("free_answers")).isOne();
    }
  }

  @Test
  void endsWhileItSleeps() throws Exception {
    DecisionLog log = startSeen(16);
    awaitSleep();

    log.close();

    assertThat(writer.get().isAlive()).isFalse();
  }

  /** A log whose thread is known: it is who looks at the clock. */
  private DecisionLog startSeen(int freeLines) {
    return DecisionLog.start(
        new DecisionLogSettings(16, freeLines),
        () -> {
          writer.set(Thread.currentThread());
          looks.incrementAndGet();
          return nanos.get();
        });
  }

  /** Until the thread is parked in its alarm, rather than between two looks. */
  private void awaitSleep() {
    while (!(LockSupport.getBlocker(writer.get()) instanceof Alarm)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void neverWaitsForAWriterThatIsStuckAndLosesNoCount() throws Exception {
    AtomicBoolean sticking = new AtomicBoolean();
    CountDownLatch isStuck = new CountDownLatch(1);
    CountDownLatch stuck = new CountDownLatch(1);
    // The writer's look at the clock stands for an output that nobody reads.
    DecisionLog log =
        DecisionLog.start(
            new DecisionLogSettings(4, 0),
            () -> {
              writer.set(Thread.currentThread());
              if (sticking.get()) {
                isStuck.countDown();
                awaitUninterrupted(stuck);
              }
              return 0;
            });
    awaitSleep();
    sticking.set(true);
    // It wakes for this one and looks at the clock before it takes it.
    log.record(answered(0));
    awaitUninterrupted(isStuck);

    for (int i = 1; i <= 20; i++) {
      log.record(answered(i));
    }
    stuck.countDown();
    log.close();

    assertThat(linesWith("outcome=answered") + leftOut("queue_full")).isEqualTo(21);
    assertThat(leftOut("queue_full")).isEqualTo(17);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void accountsForEveryRequestWhileManyThreadsRecordAndOneCloses() throws Exception {
    DecisionLog log = start(64, 0);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<? extends Future<?>> requests =
          IntStream.range(0, 4)
              .mapToObj(thread ->
                  pool.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                      log.record(answered(thread * 500 + i));
                    }
                  }))
              .toList();
      log.close();
      for (Future<?> request : requests) {
        request.get();
      }
    }
    log.record(answered(2_000));

    assertThat(linesWith("outcome=answered") + leftOut("queue_full")).isEqualTo(2_001);
  }

  @Test
  void refusesSettingsThatHoldNothing() {
    assertThatThrownBy(() -> new DecisionLogSettings(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("queue must be 1 or more, not 0");
    assertThatThrownBy(() -> new DecisionLogSettings(1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("free lines per second must be 0 or more, not -1");
    assertThat(DecisionLogSettings.DEFAULT).isEqualTo(new DecisionLogSettings(4_096, 1_000));
  }
}
