package dev.rung.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Guard.Leave;
import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.Reach;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many calls are let in, at which rate, and how long pauses are. */
class FleetGuardTest extends GuardCase {
  @Test
  void letsInNoMoreCallsThanTheLimitAtEachModel() {
    for (int i = 0; i < LIMIT; i++) {
      enter(ONE);
    }

    assertThat(refused(ONE).kind()).isEqualTo(Kind.BUSY);
    assertThat(refused(ONE).text()).isEqualTo("has too many calls in flight: tried again in 1 s");
    assertThat(guard.inFlight("one")).isEqualTo(LIMIT);
    enter(OTHER);
  }

  @Test
  void makesRoomOnceWhenACallEnds() {
    Permit first = enter(ONE);
    enter(ONE);
    enter(ONE);

    first.close();
    first.close();

    assertThat(guard.inFlight("one")).isEqualTo(2);
    enter(ONE);
    assertThat(refused(ONE).kind()).isEqualTo(Kind.BUSY);
  }

  @Test
  void waitsAsLongAsAProviderAsksFor() {
    ProviderException limited =
        ProviderException.of(FailureKind.RATE_LIMITED, "as told")
            .withRetryAfter(Duration.ofSeconds(7));
    fail(ONE, limited, QUICK);

    assertThat(refused(ONE)).isEqualTo(new Hindrance(Kind.PAUSE, Duration.ofSeconds(7)));
    clock.passSeconds(7);
    answer(ONE);
  }

  @ParameterizedTest
  @CsvSource({"7, 60", "60, 7"})
  void waitsForTheLongestOfSeveralPausesWhateverTheirOrder(int first, int second) {
    Permit one = enter(ONE);
    Permit other = enter(ONE);

    one.failed(limited(first), QUICK, 0);
    other.failed(limited(second), QUICK, 0);
    one.close();
    other.close();

    assertThat(refused(ONE)).isEqualTo(new Hindrance(Kind.PAUSE, Duration.ofSeconds(60)));
    clock.passSeconds(60);
    answer(ONE);
  }

  private static ProviderException limited(int seconds) {
    return ProviderException.of(FailureKind.RATE_LIMITED, "as told")
        .withRetryAfter(Duration.ofSeconds(seconds));
  }

  @Test
  void staysWithAModelOfThisProcessWhoseLineIsFull() {
    Model here = Models.named("here", Tier.TINY).reach(Reach.IN_PROCESS).build();
    ProviderException full =
        ProviderException.of(FailureKind.RATE_LIMITED, "as told")
            .withRetryAfter(Duration.ofSeconds(1));
    IntStream.range(0, 30).forEach(_ -> fail(here, full, QUICK));

    assertThat(guard.resting("here")).isEmpty();
    answer(here);
  }

  @Test
  void doesNotBelieveAPauseOfDays() {
    fail(
        ONE,
        ProviderException.of(FailureKind.RATE_LIMITED, "as told")
            .withRetryAfter(Duration.ofDays(3)),
        QUICK);

    assertThat(refused(ONE).left()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void leavesAnAccountAloneThatAPersonHasToRepair() {
    fail(FailureKind.AUTH);

    assertThat(refused(ONE)).isEqualTo(new Hindrance(Kind.KEY, Duration.ofSeconds(30)));
    guard.apply(GuardSettings.DEFAULT);
    fail(FailureKind.QUOTA_EXHAUSTED);
    assertThat(refused(ONE)).isEqualTo(new Hindrance(Kind.QUOTA, Duration.ofSeconds(30)));
  }

  @Test
  void keepsToARateOfRequestsInEveryMinute() {
    guard = guard(new RateLimits(OptionalInt.of(20), OptionalInt.empty()));
    Deque<Double> made = new ArrayDeque<>();
    int most = 0;
    for (double now = 0; now < 300; now += 0.5) {
      if (guard.leave(ONE, new Expected(1, 0)) instanceof Leave.Granted(var permit)) {
        permit.answered(QUICK, 1);
        permit.close();
        made.add(now);
      }
      double from = now - 60;
      made.removeIf(at -> at <= from);
      most = Math.max(most, made.size());
      clock.passSeconds(0.5);
    }

    assertThat(most).isBetween(18, 20);
  }

  @Test
  void saysWhenARateIsFreeAgain() {
    guard = guard(new RateLimits(OptionalInt.of(6), OptionalInt.empty()));
    answer(ONE);

    Hindrance full = refused(ONE);

    assertThat(full.kind()).isEqualTo(Kind.RATE);
    assertThat(full.left()).isEqualTo(Duration.ofSeconds(10));
    assertThat(guard.resting("one")).isEmpty();
    clock.pass(full.left());
    answer(ONE);
  }

  @Test
  void countsTheTokensThatWereReallyTaken() {
    guard = guard(new RateLimits(OptionalInt.empty(), OptionalInt.of(1000)));
    try (Permit permit = enter(ONE)) {
      permit.answered(QUICK, 1000);
    }

    // 100 may go at once and come again every 6 seconds: 1000 taken are a debt of 900.
    assertThat(refused(ONE).left()).isEqualTo(Duration.ofSeconds(60));
    clock.passSeconds(60);
    try (Permit permit = enter(ONE)) {
      permit.answered(QUICK, 0);
    }
    answer(ONE);
  }

  @Test
  void aReloadForgetsNothingOfWhatWasTakenOfARate() {
    RateLimits six = new RateLimits(OptionalInt.of(6), OptionalInt.empty());
    guard = guard(six);
    answer(ONE);

    guard.apply(new GuardSettings(256, BreakerSettings.DEFAULT, Map.of("one", six)));
    assertThat(refused(ONE).left()).isEqualTo(Duration.ofSeconds(10));
    guard.apply(GuardSettings.DEFAULT);
    answer(ONE);
  }

  @Test
  void givesBackTheRateOfACallThatWasNotMade() {
    guard = guard(new RateLimits(OptionalInt.of(600), OptionalInt.of(1)));
    answer(ONE);
    for (int i = 0; i < 100; i++) {
      assertThat(refused(ONE).kind()).isEqualTo(Kind.RATE);
    }

    clock.passSeconds(7200);
    assertThat(guard.leave(ONE, new Expected(1, 0))).isInstanceOf(Leave.Granted.class);
  }

  @Test
  void forgetsWhoIsNoLongerThere() {
    answer(ONE);
    answer(OTHER);

    answer(Models.named("elsewhere", Tier.SMALL).provider("elsewhere").build());
    assertThat(guard.knownProviders()).isEqualTo(2);

    guard.retain(List.of(OTHER), Set.of());

    assertThat(guard.knownModels()).isOne();
    assertThat(guard.knownProviders()).isOne();
    assertThat(guard.breaker("one")).isEqualTo(BreakerState.CLOSED);
    assertThat(guard.inFlight("one")).isZero();
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> new GuardSettings(0, BreakerSettings.DEFAULT, Map.of()))
        .hasMessage("calls in flight must be 1 or more, not 0");
    assertThatThrownBy(() -> new RateLimits(OptionalInt.of(0), OptionalInt.empty()))
        .hasMessage("rates must be 1 a minute or more");
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(
            () -> new BreakerSettings(Duration.ZERO, 1, 0.5, second, 0.5, second, second, 0))
        .hasMessageContaining("window");
    assertThatThrownBy(() -> new BreakerSettings(second, 1, 0, second, 0.5, second, second, 0))
        .hasMessageContaining("shares");
    assertThatThrownBy(
            () -> new BreakerSettings(second, 1, 0.5, second, 0.5, second, Duration.ZERO, 0))
        .hasMessageContaining("longestOpen");
    assertThatThrownBy(() -> new BreakerSettings(second, 1, 0.5, second, 0.5, second, second, -1))
        .hasMessageContaining("lastResorts");
  }

  @Test
  void holdsTheLimitUnderManyThreadsWhateverTheyTell() throws Exception {
    long seed = System.nanoTime();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
      SplittableRandom random = new SplittableRandom(seed);
      List<? extends Future<?>> callers =
          IntStream.range(0, 6)
              .mapToObj(_ -> random.split())
              .map(mine -> pool.submit(() -> callOften(mine, inside, most)))
              .toList();
      for (Future<?> caller : callers) {
        caller.get();
      }
    }

    assertThat(most.get()).as("seed %s", seed).isBetween(1, LIMIT);
    assertThat(guard.inFlight("one")).as("seed %s", seed).isZero();
    clock.passSeconds(600);
    answer(ONE);
  }

  /** Keeps up to two calls open, and tells or does not tell how they went. */
  private void callOften(SplittableRandom random, AtomicInteger inside, AtomicInteger most) {
    Deque<Permit> open = new ArrayDeque<>();
    for (int i = 0; i < 10_000; i++) {
      if (open.size() < 2 && random.nextBoolean()) {
        if (guard.leave(ONE, new Expected(1, 0)) instanceof Leave.Granted(var permit)) {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          open.add(permit);
        } else {
          clock.passSeconds(1);
        }
      } else if (!open.isEmpty()) {
        end(open.remove(), inside, random.nextInt(4));
      }
    }
    open.forEach(permit -> end(permit, inside, 0));
  }

  private static void end(Permit permit, AtomicInteger inside, int dice) {
    inside.decrementAndGet();
    switch (dice) {
      case 0 -> permit.answered(QUICK, 1);
      case 1 -> permit.failed(ProviderException.of(FailureKind.UNAVAILABLE, "dice"), QUICK, 1);
      case 2 -> permit.close();
      default -> permit.failed(ProviderException.of(FailureKind.INVALID_REQUEST, "dice"), QUICK, 1);
    }
    permit.close();
  }
}
