package dev.rung.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetriesTest {
  private static final Duration PLENTY = Duration.ofMinutes(1);
  private final ProviderException down = ProviderException.of(FailureKind.UNAVAILABLE, "as told");

  /** The longest of all waits that chance could give. */
  private static final RandomGenerator HIGHEST =
      new Random() {
        private static final long serialVersionUID = 1L;

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  private static Retries retries(int most, double share) {
    return new Retries(
        new RetrySettings(most, Duration.ofMillis(200), Duration.ofSeconds(1), share), HIGHEST);
  }

  @Test
  void waitsTwiceAsLongEachTimeUpToALimit() {
    Retries retries = retries(5, 1);

    assertThat(IntStream.range(0, 5).mapToObj(made -> retries.next(made, down, PLENTY)))
        .extracting(wait -> wait.orElseThrow().toMillis())
        .containsExactly(200L, 400L, 800L, 1000L, 1000L);
    assertThat(retries.next(5, down, PLENTY)).isEmpty();
  }

  @Test
  void takesAnyWaitUpToThat() {
    Retries retries =
        new Retries(
            new RetrySettings(1, Duration.ofMillis(200), Duration.ofSeconds(1), 1), new Random(7));

    for (int i = 0; i < 1000; i++) {
      retries.called();
      Duration wait = retries.next(0, down, PLENTY).orElseThrow();
      assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofMillis(200));
    }
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void repeatsOnlyWhatMayPassByItself(FailureKind kind) {
    boolean repeated =
        retries(1, 1).next(0, ProviderException.of(kind, "as told"), PLENTY).isPresent();

    assertThat(repeated)
        .isEqualTo(
            switch (kind) {
              case RATE_LIMITED, OVERLOADED, UNAVAILABLE, BAD_RESPONSE -> true;
              case TIMEOUT,
                  QUOTA_EXHAUSTED,
                  AUTH,
                  CONTEXT_TOO_LONG,
                  CONTENT_FILTERED,
                  INVALID_REQUEST ->
                  false;
            });
  }

  @Test
  void doesAsAProviderSaysThatSaysWhetherToRepeat() {
    ProviderException lasting = down.withRepeat(false);
    ProviderException passing =
        ProviderException.of(FailureKind.TIMEOUT, "as told").withRepeat(true);

    assertThat(retries(1, 1).next(0, lasting, PLENTY)).isEmpty();
    assertThat(retries(1, 1).next(0, passing, PLENTY)).isPresent();
    assertThat(retries(0, 1).next(0, passing, PLENTY)).isEmpty();
  }

  @Test
  void neverComesBackBeforeTheProviderWants() {
    ProviderException later = down.withRetryAfter(Duration.ofMillis(700));

    assertThat(retries(1, 1).next(0, later, PLENTY)).contains(Duration.ofMillis(900));
  }

  @Test
  void goesElsewhereRatherThanWaitForLong() {
    assertThat(retries(1, 1).next(0, down.withRetryAfter(Duration.ofSeconds(2)), PLENTY)).isEmpty();
  }

  @Test
  void keepsAtLeastHalfOfTheTimeThatIsLeft() {
    assertThat(retries(1, 1).next(0, down, Duration.ofMillis(400))).isEmpty();
    assertThat(retries(1, 1).next(0, down, Duration.ofMillis(401))).isPresent();
  }

  @Test
  void anAnswerThatDoesNotDoIsAskedForAgainWithoutTheBudget() {
    Retries retries = retries(2, 0);

    for (int i = 0; i < 100; i++) {
      assertThat(IntStream.range(0, 3).mapToObj(retries::again)).containsExactly(true, true, false);
    }
    assertThat(retries.next(0, down, PLENTY)).isPresent();
  }

  @Test
  void spendsNoMoreThanItsShareOfAllCalls() {
    Retries retries = retries(1, 0.2);
    long granted =
        IntStream.range(0, 1000)
            .filter(_ -> {
              retries.called();
              return retries.next(0, down, PLENTY).isPresent();
            })
            .count();

    assertThat(granted).isBetween(200L, 210L);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new RetrySettings(-1, second, second, 0))
        .hasMessageContaining("most must be 0 or more");
    assertThatThrownBy(() -> new RetrySettings(1, second, Duration.ofMillis(1), 0))
        .hasMessageContaining("backoff");
  }
}
