package dev.rung.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.guard.Guard.Leave;
import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.Allowance.Refill;
import dev.rung.server.provider.Allowance.Unit;
import dev.rung.server.provider.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What providers tell of their limits holds calls back before they have to refuse them. */
class LearnedLimitsTest extends GuardCase {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Allowance said(Unit unit, long limit, long remaining, Duration reset) {
    return new Allowance(unit, OptionalLong.of(limit), remaining, reset, Refill.STEADY);
  }

  private void hear(Allowance... said) {
    try (Permit permit = enter(ONE)) {
      permit.allowances(List.of(said));
      permit.answered(QUICK, TOKENS.total());
    }
  }

  private int callsAtOnce() {
    int calls = 0;
    while (guard.leave(ONE, TOKENS) instanceof Leave.Granted(var permit)) {
      permit.answered(QUICK, TOKENS.total());
      permit.close();
      calls++;
      assertThat(calls).isLessThan(1000);
    }
    return calls;
  }

  @Test
  void makesAsManyCallsAsAreLeft() {
    hear(said(Unit.REQUESTS, 60, 3, Duration.ofSeconds(57)));

    assertThat(callsAtOnce()).isEqualTo(3);
    assertThat(refused(ONE)).isEqualTo(new Hindrance(Kind.RATE, Duration.ofSeconds(1)));
    enter(OTHER);
  }

  @Test
  void fillsASteadyLimitUpUntilItsReset() {
    hear(said(Unit.REQUESTS, 60, 0, MINUTE));

    clock.passSeconds(10);
    assertThat(callsAtOnce()).isEqualTo(10);
    clock.passSeconds(1000);
    assertThat(callsAtOnce()).isEqualTo(60);
  }

  @Test
  void fillsAnotherLimitUpAtItsResetOnly() {
    hear(
        new Allowance(
            Unit.REQUESTS, OptionalLong.of(5), 1, Duration.ofSeconds(30), Refill.AT_RESET));

    assertThat(callsAtOnce()).isOne();
    clock.passSeconds(29);
    assertThat(refused(ONE).left()).isEqualTo(Duration.ofSeconds(1));
    clock.passSeconds(1);
    assertThat(callsAtOnce()).isEqualTo(5);
  }

  @Test
  void goesOnAfterTheResetThoughNoFurtherWordComes() {
    hear(
        new Allowance(
            Unit.REQUESTS, OptionalLong.of(5), 1, Duration.ofSeconds(30), Refill.AT_RESET));
    clock.passSeconds(30);
    assertThat(callsAtOnce()).isEqualTo(5);

    assertThat(refused(ONE).left()).isEqualTo(Duration.ofSeconds(30));
    clock.passSeconds(30);
    assertThat(callsAtOnce()).isEqualTo(5);
  }

  @Test
  void isNotHeldBackByALimitThatIsUsedUpAndResetAtOnce() {
    hear(new Allowance(Unit.REQUESTS, OptionalLong.of(5), 0, Duration.ZERO, Refill.AT_RESET));
    assertThat(callsAtOnce()).isEqualTo(5);

    clock.passSeconds(1);
    hear(new Allowance(Unit.REQUESTS, OptionalLong.empty(), 0, Duration.ZERO, Refill.STEADY));
    answer(ONE);
  }

  @Test
  void forgetsALimitOfUnknownSizeAtItsReset() {
    hear(
        new Allowance(
            Unit.REQUESTS, OptionalLong.empty(), 0, Duration.ofSeconds(2), Refill.STEADY));

    assertThat(refused(ONE).left()).isEqualTo(Duration.ofSeconds(2));
    clock.passSeconds(2);
    for (int i = 0; i < 100; i++) {
      answer(ONE);
    }
  }

  @Test
  void countsInputAndOutputTokensApart() {
    hear(said(Unit.INPUT_TOKENS, 10_000, 200, MINUTE));
    assertThat(callsAtOnce()).isEqualTo(3);

    clock.passSeconds(60);
    hear(said(Unit.INPUT_TOKENS, 10_000, 9_000, MINUTE), said(Unit.TOKENS, 10_000, 250, MINUTE));
    assertThat(callsAtOnce()).isEqualTo(2);
  }

  @Test
  void takesOffWhatWasSentAfterTheCallThatSpeaks() {
    Permit first = enter(ONE);
    answer(ONE);
    answer(ONE);

    first.allowances(List.of(said(Unit.REQUESTS, 100, 3, MINUTE)));
    first.close();

    assertThat(callsAtOnce()).isOne();
  }

  @Test
  void doesNotLetAnOlderCallTakeBackWhatANewerOneSaid() {
    Permit older = enter(ONE);
    Permit newer = enter(ONE);
    newer.allowances(List.of(said(Unit.REQUESTS, 100, 0, MINUTE)));
    older.allowances(List.of(said(Unit.REQUESTS, 100, 50, MINUTE)));
    newer.close();
    older.close();

    assertThat(refused(ONE).kind()).isEqualTo(Kind.RATE);
  }

  @Test
  void letsACallThroughThatIsLargerThanTheWholeLimitOnceItIsFull() {
    hear(said(Unit.TOKENS, 50, 20, Duration.ofSeconds(6)));

    assertThat(refused(ONE).left()).isEqualTo(Duration.ofSeconds(6));
    clock.passSeconds(6);
    answer(ONE);
  }

  @Test
  void believesNoResetOfDays() {
    hear(new Allowance(Unit.REQUESTS, OptionalLong.of(10), 0, Duration.ofDays(1), Refill.AT_RESET));

    assertThat(refused(ONE).left()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void keepsToTheConfiguredRateWhateverAProviderAllows() {
    guard = guard(new RateLimits(OptionalInt.of(20), OptionalInt.empty()));
    hear(said(Unit.REQUESTS, 10_000, 9_999, MINUTE));

    assertThat(callsAtOnce()).isOne();
  }

  @Test
  void givesBackWhatARefusedCallDidNotTake() {
    guard = guard(new RateLimits(OptionalInt.empty(), OptionalInt.of(1000)));

    // 100 tokens may go at once, and each call expects 100.
    fail(FailureKind.RATE_LIMITED, 3);
    answer(ONE);
    assertThat(refused(ONE).kind()).isEqualTo(Kind.RATE);
  }

  @Test
  void givesBackTheWholeOfACallThatWasNotMade() {
    hear(said(Unit.REQUESTS, 60, 1, MINUTE));
    for (int i = 0; i < 50; i++) {
      enter(ONE).close();
    }

    assertThat(guard.inFlight("one")).isZero();
    answer(ONE);
    assertThat(refused(ONE).kind()).isEqualTo(Kind.RATE);
  }

  @Test
  void learnsNothingWhereThatIsSwitchedOff() {
    guard =
        new FleetGuard(
            new GuardSettings(
                LIMIT,
                BreakerSettings.DEFAULT,
                Map.of(),
                QueueSettings.DEFAULT,
                AdaptiveSettings.DEFAULT,
                false),
            clock);
    hear(said(Unit.REQUESTS, 60, 0, MINUTE));

    answer(ONE);
  }
}
