package dev.rung.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.time.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RateTest {
  private final FakeClock clock = new FakeClock();
  private final Rate tokens = Rate.atOnce(tokens(1_000), clock);

  private static RateLimits requests(int perMinute) {
    return new RateLimits(OptionalInt.of(perMinute), OptionalInt.empty());
  }

  private static RateLimits tokens(int perMinute) {
    return new RateLimits(OptionalInt.empty(), OptionalInt.of(perMinute));
  }

  private static Rate.Share taken(Rate rate, long expected) {
    if (rate.take(expected) instanceof Rate.Answer.Taken(var share)) {
      return share;
    }
    throw new AssertionError("it has to wait");
  }

  /** How long it has to wait; nothing where it is let in, which it is not here. */
  private static Duration wait(Rate rate, long expected) {
    if (rate.take(expected) instanceof Rate.Answer.Wait(var time)) {
      return time;
    }
    throw new AssertionError("it was let in");
  }

  /** How many pass now, one after the other. */
  private static int passing(Rate rate) {
    int passed = 0;
    while (rate.take(1) instanceof Rate.Answer.Taken) {
      passed++;
    }
    return passed;
  }

  @Test
  void sixAMinuteAreSixAtOnceAndTheSeventhIsToldWhenToCome() {
    Rate rate = Rate.atOnce(requests(6), clock);
    assertThat(passing(rate)).isEqualTo(6);
    clock.passSeconds(20);

    Duration wait = wait(rate, 1);

    assertThat(wait).isEqualTo(Duration.ofSeconds(40));
    clock.pass(wait.minusNanos(1));
    assertThat(passing(rate)).isZero();
    clock.pass(Duration.ofNanos(1));
    assertThat(passing(rate)).isEqualTo(6);
  }

  @Test
  void aSteadyRateLetsATenthGoAtOnceAndNoMinuteSeeMoreThanTheLimit() {
    for (int limit : List.of(1, 7, 19, 20, 25, 29, 109, 199, 600)) {
      Rate rate = Rate.steady(requests(limit), clock);
      assertThat(passing(rate)).isEqualTo(Math.max(1, limit / 10));
      clock.pass(Duration.ofMinutes(1));

      int inAMinute = 0;
      for (int tick = 0; tick < 6000; tick++) {
        inAMinute += passing(rate);
        clock.passSeconds(0.01);
      }

      assertThat(inAMinute).isBetween((int) Math.ceil(limit * 0.9), limit);
      clock.pass(Duration.ofMinutes(1));
    }
  }

  @Test
  void requestsAndTokensAreTakenTogetherOrNotAtAll() {
    Rate rate = Rate.atOnce(new RateLimits(OptionalInt.of(2), OptionalInt.of(100)), clock);
    assertThat(taken(rate, 80)).isNotNull();
    clock.passSeconds(10);

    assertThat(wait(rate, 30)).isEqualTo(Duration.ofSeconds(50));

    assertThat(taken(rate, 20)).isNotNull();
    assertThat(wait(rate, 0)).isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void otherLimitsCountWhatWasTakenBefore() {
    Rate rate = Rate.atOnce(requests(6), clock);
    assertThat(passing(rate)).isEqualTo(6);

    rate.apply(requests(7));
    assertThat(passing(rate)).isOne();
    rate.apply(requests(2));
    assertThat(wait(rate, 1)).isEqualTo(Duration.ofMinutes(1));
    rate.apply(RateLimits.NONE);
    assertThat(taken(rate, 1)).isNotNull();
  }

  @Test
  void aCallThatWasNotMadeDoesNotCount() {
    Rate rate = Rate.atOnce(requests(1), clock);
    for (int i = 0; i < 1_000; i++) {
      rate.giveBack(taken(rate, 1));
    }

    assertThat(rate.isFull()).isTrue();
    assertThat(passing(rate)).isOne();
    assertThat(rate.isFull()).isFalse();
  }

  @Test
  void exactlyAsManyPassAsMayHoweverManyThreadsAsk() throws Exception {
    Rate rate = Rate.atOnce(requests(500), clock);
    Callable<Integer> asksOften =
        () -> {
          int passed = 0;
          for (int i = 0; i < 2_000; i++) {
            if (rate.take(1) instanceof Rate.Answer.Taken(var share)) {
              if (i % 3 == 0) {
                rate.giveBack(share);
              } else {
                passed++;
              }
            }
          }
          return passed;
        };
    int passed = 0;

    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> callers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        callers.add(pool.submit(asksOften));
      }
      for (Future<Integer> caller : callers) {
        passed += caller.get();
      }
    }

    assertThat(passed + passing(rate)).isEqualTo(500);
    assertThat(wait(rate, 1)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void isInDebtForAnHourAtMostWhateverACallIsSaidToHaveTaken() {
    tokens.used(taken(tokens, 10), 100_000_000_000L);

    assertThat(wait(tokens, 1_000)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void staysInDebtForWhatWasReallyTaken() {
    tokens.used(taken(tokens, 10), 9_100);

    assertThat(wait(tokens, 1)).isEqualTo(Duration.ofSeconds(9 * 60 + 6));
  }

  @Test
  void severalWrongCountsMakeNoLongerDebt() {
    Rate.Share one = taken(tokens, 0);
    Rate.Share other = taken(tokens, 0);
    tokens.used(one, 50_000_000_000L);
    tokens.used(other, 50_000_000_000L);

    assertThat(wait(tokens, 1)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void givesBackWhatWasExpectedAndNotTaken() {
    tokens.used(taken(tokens, 5_000), 10);

    assertThat(taken(tokens, 990)).isNotNull();
    assertThat(wait(tokens, 1)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void whoTakesNoTokensNeedNotWaitForThem() {
    tokens.used(taken(tokens, 10), 2_000);

    assertThat(taken(tokens, 0)).isNotNull();
    assertThat(wait(tokens, 1)).isEqualTo(Duration.ofMinutes(2));
  }
}
