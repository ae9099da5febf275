package dev.rung.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.guard.Guard.Leave;
import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls to a model that is left alone, since nobody else can answer. */
class LastResortTest extends GuardCase {
  private static final int MOST = 2;

  @BeforeEach
  void allowTwo() {
    guard = guard(MOST, 8);
  }

  private FleetGuard guard(int lastResorts, int inFlight) {
    BreakerSettings breaker =
        new BreakerSettings(
            Duration.ofSeconds(30),
            5,
            0.5,
            Duration.ofSeconds(60),
            0.8,
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            lastResorts);
    return new FleetGuard(new GuardSettings(inFlight, breaker, Map.of()), clock);
  }

  private Leave ask(Model model) throws InterruptedException {
    return guard.await(model, List.of(), TOKENS, Need.LAST_RESORT, Duration.ZERO);
  }

  private Permit lastResort() throws InterruptedException {
    return switch (ask(ONE)) {
      case Leave.Granted(var permit) -> permit;
      case Leave.Refused(var why) -> throw new AssertionError(why.text());
    };
  }

  private Kind refusal() throws InterruptedException {
    return switch (ask(ONE)) {
      case Leave.Granted(var permit) -> throw new AssertionError("granted");
      case Leave.Refused(var why) -> why.kind();
    };
  }

  @Test
  void makesAFewWhileTheBreakerIsOpen() throws Exception {
    fail(FailureKind.UNAVAILABLE, 5);

    Permit first = lastResort();
    Permit second = lastResort();

    assertThat(refusal()).isEqualTo(Kind.BREAKER);
    assertThat(guard.breaker("one")).isEqualTo(BreakerState.OPEN);
    assertThat(guard.resting("one")).isPresent();
    assertThat(refused(ONE).kind()).isEqualTo(Kind.BREAKER);
    first.close();
    lastResort().close();
    second.close();
    assertThat(guard.inFlight("one")).isZero();
  }

  @Test
  void oneThatIsAnsweredEndsTheRest() throws Exception {
    fail(FailureKind.UNAVAILABLE, 5);

    try (Permit permit = lastResort()) {
      permit.answered(QUICK, 100);
    }

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.CLOSED);
    answer(ONE);
  }

  @Test
  void oneThatIsAnsweredTooSlowlyDoesNot() throws Exception {
    fail(FailureKind.UNAVAILABLE, 5);

    try (Permit permit = lastResort()) {
      permit.answered(Duration.ofSeconds(61), 100);
    }

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void thoseThatFailLengthenNoRest() throws Exception {
    fail(FailureKind.UNAVAILABLE, 5);

    for (int i = 0; i < 20; i++) {
      try (Permit permit = lastResort()) {
        permit.failed(ProviderException.of(FailureKind.UNAVAILABLE, "as told"), QUICK, 0);
      }
    }

    assertThat(guard.resting("one")).contains(new Hindrance(Kind.BREAKER, Duration.ofSeconds(5)));
  }

  @Test
  void areMadeBesideTheTrial() throws Exception {
    fail(FailureKind.UNAVAILABLE, 5);
    clock.passSeconds(5.1);
    Permit trial = enter(ONE);

    Permit beside = lastResort();
    beside.failed(ProviderException.of(FailureKind.UNAVAILABLE, "as told"), QUICK, 0);
    beside.close();

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.HALF_OPEN);
    trial.answered(QUICK, 100);
    assertThat(guard.breaker("one")).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void theFirstAfterTheRestIsTheTrial() throws Exception {
    fail(FailureKind.UNAVAILABLE, 5);
    clock.passSeconds(5.1);

    try (Permit permit = lastResort()) {
      assertThat(guard.breaker("one")).isEqualTo(BreakerState.HALF_OPEN);
      permit.failed(ProviderException.of(FailureKind.UNAVAILABLE, "as told"), QUICK, 0);
    }

    assertThat(guard.resting("one")).contains(new Hindrance(Kind.BREAKER, Duration.ofSeconds(10)));
  }

  @Test
  void keepToEveryOtherLimit() throws Exception {
    guard = guard(8, 1);
    fail(FailureKind.UNAVAILABLE, 5);
    Permit only = lastResort();
    assertThat(refusal()).isEqualTo(Kind.BUSY);
    only.failed(
        ProviderException.of(FailureKind.RATE_LIMITED, "wait")
            .withRetryAfter(Duration.ofSeconds(7)),
        QUICK,
        0);
    only.close();

    assertThat(refusal()).isEqualTo(Kind.PAUSE);
    assertThat(guard.isLastResort("one")).isFalse();
  }

  @Test
  void areMadeToNobodyWhereTheSettingsAllowNone() throws Exception {
    guard = guard(0, 8);
    fail(FailureKind.UNAVAILABLE, 5);

    assertThat(refusal()).isEqualTo(Kind.BREAKER);
    assertThat(guard.isLastResort("one")).isFalse();
  }
}
