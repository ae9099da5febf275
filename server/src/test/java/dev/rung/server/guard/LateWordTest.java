package dev.rung.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that end in another state of the breaker than they began in. */
class LateWordTest extends GuardCase {
  private final ProviderException down = ProviderException.of(FailureKind.UNAVAILABLE, "as told");

  private Permit late;
  private Permit trial;

  @BeforeEach
  void openWhileOneIsUnderWay() {
    guard = new FleetGuard(new GuardSettings(10, BreakerSettings.DEFAULT, Map.of()), clock);
    late = enter(ONE);
    fail(FailureKind.UNAVAILABLE, 5);
    clock.passSeconds(5.1);
    trial = enter(ONE);
  }

  @Test
  void anAnswerToAnEarlierCallDoesNotEndTheTrial() {
    late.answered(QUICK, 100);
    late.close();

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.HALF_OPEN);
    trial.failed(down, QUICK, 0);
    assertThat(guard.resting("one")).contains(new Hindrance(Kind.BREAKER, Duration.ofSeconds(10)));
  }

  @Test
  void theFailureOfAnEarlierCallDoesNotEndTheTrial() {
    late.failed(down, QUICK, 0);
    late.close();

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.HALF_OPEN);
    trial.answered(QUICK, 100);
    assertThat(guard.breaker("one")).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void anEarlierCallThatIsGivenUpLetsNoSecondTrialIn() {
    late.close();

    assertThat(refused(ONE).kind()).isEqualTo(Kind.BREAKER);
  }

  @Test
  void failuresOfEarlierCallsDoNotCountAgainstWhoIsBack() {
    trial.answered(QUICK, 100);
    late.failed(down, QUICK, 0);

    fail(FailureKind.UNAVAILABLE, 4);

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aTrialThatWasGivenUpSaysNothingOfTheNextOne() {
    trial.close();
    Permit next = enter(ONE);
    trial.failed(down, QUICK, 0);

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.HALF_OPEN);
    next.answered(QUICK, 100);
    assertThat(guard.breaker("one")).isEqualTo(BreakerState.CLOSED);
  }
}
