package dev.rung.server.guard;

import static dev.rung.server.time.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.guard.Guard.Leave;
import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Requests that wait in front of a model. */
class QueueTest extends GuardCase {
  private static final Duration LONG = Duration.ofMinutes(5);

  private static FleetGuard guard(int inFlight, int length, LongSupplier nanoTime) {
    return guard(inFlight, new QueueSettings(length, LONG), RateLimits.NONE, nanoTime);
  }

  private static FleetGuard guard(
      int inFlight, QueueSettings queue, RateLimits rates, LongSupplier nanoTime) {
    return new FleetGuard(
        new GuardSettings(
            inFlight,
            BreakerSettings.DEFAULT,
            Map.of("one", rates),
            queue,
            AdaptiveSettings.DEFAULT,
            true),
        nanoTime);
  }

  private FutureTask<Leave> begin() {
    FutureTask<Leave> request = new FutureTask<>(() -> guard.await(ONE, TOKENS, LONG));
    Thread.ofVirtual().start(request);
    return request;
  }

  private FutureTask<Leave> beginAndWait() {
    int before = waiting();
    FutureTask<Leave> request = begin();
    until("it waits", () -> waiting() == before + 1);
    return request;
  }

  private int waiting() {
    return guard.load("one").map(Load::waiting).orElse(0);
  }

  private static Leave leave(FutureTask<Leave> request) {
    try {
      return request.get(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Permit permit(FutureTask<Leave> request) {
    return switch (leave(request)) {
      case Leave.Granted(var permit) -> permit;
      case Leave.Refused(var why) -> throw new AssertionError(why.text());
    };
  }

  @Test
  void letsInWhoWaitsInTheOrderOfArrival() {
    guard = guard(1, 10, clock);
    Permit inside = enter(ONE);
    List<FutureTask<Leave>> requests = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      requests.add(beginAndWait());
    }

    for (int i = 0; i < 5; i++) {
      inside.close();
      inside = permit(requests.get(i));
      int left = 4 - i;
      until("the others wait", () -> waiting() == left);
      assertThat(requests.subList(i + 1, 5)).noneMatch(FutureTask::isDone);
    }
  }

  @Test
  void letsNobodyPassWhoCameLater() {
    guard = guard(1, 10, clock);
    Permit inside = enter(ONE);
    FutureTask<Leave> first = beginAndWait();
    FutureTask<Leave> second = beginAndWait();

    inside.close();
    permit(first).close();

    permit(second).close();
    assertThat(guard.inFlight("one")).isZero();
  }

  @Test
  void sendsAwayWhoFindsItFull() throws InterruptedException {
    guard = guard(1, 2, clock);
    Permit inside = enter(ONE);
    FutureTask<Leave> first = beginAndWait();
    FutureTask<Leave> second = beginAndWait();

    assertThat(guard.await(ONE, TOKENS, LONG))
        .isEqualTo(new Leave.Refused(new Hindrance(Kind.BUSY, Duration.ofSeconds(1))));
    inside.close();
    permit(first).close();
    permit(second).close();
  }

  @Test
  void doesNotQueueForWhatNoShortWaitRepairs() throws InterruptedException {
    guard = guard(1, 2, clock);
    fail(
        ONE,
        ProviderException.of(FailureKind.RATE_LIMITED, "as told")
            .withRetryAfter(Duration.ofMillis(5)),
        QUICK);

    Leave leave = guard.await(ONE, TOKENS, LONG);

    assertThat(leave).isEqualTo(new Leave.Refused(new Hindrance(Kind.PAUSE, Duration.ofMillis(5))));
  }

  @Test
  void sendsAwayAtOnceWhereARateIsNotFreeInTime() throws InterruptedException {
    guard =
        guard(
            100,
            new QueueSettings(2, Duration.ofSeconds(5)),
            new RateLimits(OptionalInt.of(1), OptionalInt.empty()),
            clock);
    answer(ONE);

    assertThat(guard.await(ONE, TOKENS, LONG)).isInstanceOf(Leave.Refused.class);
    assertThat(waiting()).isZero();
  }

  @Test
  void waitsUntilARateIsFreeAgain() throws InterruptedException {
    guard = guard(100, 2, System::nanoTime);
    try (Permit permit = enter(ONE)) {
      permit.allowances(
          List.of(
              new Allowance(
                  Allowance.Unit.REQUESTS,
                  OptionalLong.of(1000),
                  0,
                  Duration.ofSeconds(20),
                  Allowance.Refill.STEADY)));
      permit.answered(QUICK, 1);
    }

    assertThat(guard.await(ONE, TOKENS, LONG)).isInstanceOf(Leave.Granted.class);
  }

  @Test
  void goesWhenItsTimeIsUp() throws InterruptedException {
    guard = guard(1, 2, System::nanoTime);
    Permit inside = enter(ONE);

    assertThat(guard.await(ONE, TOKENS, Duration.ofMillis(2))).isInstanceOf(Leave.Refused.class);
    assertThat(guard.await(ONE, TOKENS, Duration.ZERO)).isInstanceOf(Leave.Refused.class);

    assertThat(waiting()).isZero();
    assertThat(guard.inFlight("one")).isOne();
    inside.close();
  }

  @Test
  void leavesTheQueueWithItsCaller() {
    guard = guard(1, 10, clock);
    Permit inside = enter(ONE);
    FutureTask<Leave> gone = new FutureTask<>(() -> guard.await(ONE, TOKENS, LONG));
    Thread thread = Thread.ofVirtual().start(gone);
    until("it waits", () -> waiting() == 1);
    FutureTask<Leave> next = beginAndWait();

    thread.interrupt();

    assertThatThrownBy(() -> gone.get(1, TimeUnit.MINUTES))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    inside.close();
    permit(next).close();
    assertThat(guard.inFlight("one")).isZero();
    assertThat(waiting()).isZero();
  }

  @Test
  void isMovedOnByAnotherModelOfTheSameProvider() {
    guard =
        new FleetGuard(
            new GuardSettings(
                100,
                BreakerSettings.DEFAULT,
                Map.of(),
                new QueueSettings(10, LONG),
                new AdaptiveSettings(true, 1, 1),
                true),
            clock);
    answer(ONE);
    Permit other = enter(OTHER);
    FutureTask<Leave> waits = beginAndWait();

    other.close();

    permit(waits).close();
  }

  @Test
  void losesNobodyUnderManyThreads() throws Exception {
    guard = guard(3, 1000, System::nanoTime);
    List<FutureTask<Leave>> requests = new ArrayList<>();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int i = 0; i < 500; i++) {
      FutureTask<Leave> request =
          new FutureTask<>(() -> {
            Leave leave = guard.await(ONE, TOKENS, LONG);
            if (leave instanceof Leave.Granted(var permit)) {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              inside.decrementAndGet();
              permit.answered(QUICK, 1);
              permit.close();
            }
            return leave;
          });
      requests.add(request);
      Thread.ofVirtual().start(request);
    }

    for (FutureTask<Leave> request : requests) {
      assertThat(request.get(1, TimeUnit.MINUTES)).isInstanceOf(Leave.Granted.class);
    }
    assertThat(most.get()).isBetween(1, 3);
    assertThat(guard.inFlight("one")).isZero();
    assertThat(waiting()).isZero();
  }
}
