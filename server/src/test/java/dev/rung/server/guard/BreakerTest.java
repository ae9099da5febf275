package dev.rung.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a model is left alone, and when it is tried again. */
class BreakerTest extends GuardCase {
  @Test
  void leavesAModelAloneWhoseCallsFail() {
    fail(FailureKind.UNAVAILABLE, 4);
    assertThat(guard.breaker("one")).isEqualTo(BreakerState.CLOSED);

    fail(FailureKind.UNAVAILABLE);

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.OPEN);
    assertThat(refused(ONE)).isEqualTo(new Hindrance(Kind.BREAKER, Duration.ofSeconds(5)));
    assertThat(guard.resting("one")).contains(refused(ONE));
    assertThat(guard.resting("other")).isEmpty();
    enter(OTHER);
  }

  @ParameterizedTest
  @EnumSource(names = {"OVERLOADED", "UNAVAILABLE", "BAD_RESPONSE", "RATE_LIMITED"})
  void countsWhatIsTheModelsFault(FailureKind kind) {
    fail(kind, 5);

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.OPEN);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTEXT_TOO_LONG", "CONTENT_FILTERED", "INVALID_REQUEST", "TIMEOUT"})
  void doesNotCountWhatIsTheRequestsFaultOrItsShortDeadline(FailureKind kind) {
    fail(kind, 30);

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void countsThatItsProviderDoesNotHaveIt() {
    ProviderException unknown =
        ProviderException.of(FailureKind.INVALID_REQUEST, "as told").withStatus(404);
    IntStream.range(0, 5).forEach(_ -> fail(ONE, unknown, QUICK));

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void countsATimeoutOfWhoHadTime() {
    ProviderException timeout = ProviderException.of(FailureKind.TIMEOUT, "as told");
    IntStream.range(0, 5).forEach(_ -> fail(ONE, timeout, Duration.ofSeconds(30)));

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void staysClosedWhileMostCallsSucceed() {
    for (int i = 0; i < 50; i++) {
      answer(ONE);
      answer(ONE);
      fail(FailureKind.UNAVAILABLE);
    }

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void forgetsFailuresOfLongAgo() {
    fail(FailureKind.UNAVAILABLE, 4);
    clock.passSeconds(31);
    fail(FailureKind.UNAVAILABLE, 4);

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void opensForSlowCalls() {
    for (int i = 0; i < 5; i++) {
      try (Permit permit = enter(ONE)) {
        permit.answered(Duration.ofSeconds(61), 100);
      }
    }

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void makesOneTrialAtATimeAndClosesWhenItSucceeds() {
    fail(FailureKind.UNAVAILABLE, 5);
    clock.passSeconds(5.1);

    assertThat(guard.resting("one")).isEmpty();
    Permit trial = enter(ONE);
    assertThat(guard.breaker("one")).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(refused(ONE).kind()).isEqualTo(Kind.BREAKER);
    trial.answered(QUICK, 100);
    trial.close();

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.CLOSED);
    enter(ONE);
  }

  @Test
  void staysOpenTwiceAsLongAfterEachFailedTrial() {
    fail(FailureKind.UNAVAILABLE, 5);
    List<Duration> open = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      clock.pass(guard.resting("one").orElseThrow().left().plusMillis(10));
      fail(FailureKind.UNAVAILABLE);
      open.add(guard.resting("one").orElseThrow().left());
    }

    assertThat(open)
        .extracting(Duration::toSeconds)
        .containsExactly(10L, 20L, 40L, 80L, 120L, 120L, 120L);
  }

  @Test
  void triesAgainWhenATrialWasCancelled() {
    fail(FailureKind.UNAVAILABLE, 5);
    clock.passSeconds(5.1);

    enter(ONE).close();

    answer(ONE);
    assertThat(guard.breaker("one")).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void tellsOfEveryChangeOfABreaker() {
    AtomicInteger changes = new AtomicInteger();
    guard.onChange(changes::incrementAndGet);

    fail(FailureKind.UNAVAILABLE, 5);
    clock.passSeconds(5.1);
    answer(ONE);

    assertThat(changes).hasValue(3);
  }

  @Test
  void losesNeitherTheTrialNorItsPlaceToAListenerThatFails() {
    fail(FailureKind.UNAVAILABLE, 5);
    clock.passSeconds(5.1);
    guard.onChange(() -> {
      throw new IllegalStateException("as told");
    });

    answer(ONE);

    assertThat(guard.breaker("one")).isEqualTo(BreakerState.CLOSED);
    assertThat(guard.inFlight("one")).isZero();
  }
}
