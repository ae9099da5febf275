package dev.rung.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.time.FakeClock;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RateTest {
  private final FakeClock clock = new FakeClock();
  private final Rate rate =
      new Rate(new RateLimits(OptionalInt.empty(), OptionalInt.of(1_000)), clock);

  @Test
  void isInDebtForAnHourAtMostWhateverACallIsSaidToHaveTaken() {
    assertThat(rate.take(10)).isEmpty();

    rate.correct(10, 100_000_000_000L);

    assertThat(rate.take(10))
        .hasValueSatisfying(
            wait -> assertThat(wait).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(62)));
  }

  @Test
  void staysInDebtForWhatWasReallyTaken() {
    assertThat(rate.take(10)).isEmpty();

    rate.correct(10, 9_100);

    assertThat(rate.take(1))
        .hasValueSatisfying(
            wait -> assertThat(wait).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11)));
  }

  @Test
  void severalWrongCountsMakeNoLongerDebt() {
    rate.correct(0, 50_000_000_000L);
    rate.correct(0, 50_000_000_000L);

    assertThat(rate.take(1))
        .hasValueSatisfying(wait -> assertThat(wait).isLessThan(Duration.ofMinutes(62)));
  }

  @Test
  void givesBackWhatWasExpectedAndNotTaken() {
    assertThat(rate.take(5_000)).isEmpty();

    rate.correct(5_000, 10);

    assertThat(rate.take(10)).isEmpty();
  }
}
