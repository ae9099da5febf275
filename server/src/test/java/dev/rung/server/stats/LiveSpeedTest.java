package dev.rung.server.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.select.Speed;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How fast models are found to be. */
class LiveSpeedTest {
  private final LiveModel model = new LiveModel();

  private void answered(long firstMillis, long millis, long tokens, boolean stream) {
    Attempt attempt =
        new Attempt(
            "a",
            Tier.SMALL,
            Optional.empty(),
            Attempt.Result.ANSWERED,
            Optional.empty(),
            Duration.ofMillis(millis),
            Money.ZERO,
            Optional.of(Duration.ofMillis(firstMillis)),
            new Usage(0, 0, tokens, 0, false));
    model.answered(attempt, stream);
  }

  @Test
  void isNotKnownAfterFewAnswers() {
    for (int i = 0; i < 4; i++) {
      answered(100, 1100, 101, true);
    }
    assertThat(model.speed()).isEmpty();

    answered(100, 1100, 101, true);

    Speed speed = model.speed().orElseThrow();
    assertThat(speed.firstToken()).isEqualTo(Duration.ofMillis(100));
    assertThat(speed.perToken()).isEqualTo(Duration.ofMillis(10));
    assertThat(speed.answer()).isCloseTo(101, offset(1e-9));
  }

  @Test
  void partsTheTimeToTheFirstTokenFromTheTimeOfEach() {
    for (int i = 0; i < 10; i++) {
      answered(300, 300 + 10 * 20, 11, true);
      answered(300, 300 + 100 * 20, 101, true);
    }

    Speed speed = model.speed().orElseThrow();

    assertThat(speed.firstToken()).isEqualTo(Duration.ofMillis(300));
    assertThat(speed.perToken()).isEqualTo(Duration.ofMillis(20));
    assertThat(speed.answer()).isBetween(50.0, 60.0);
  }

  @Test
  void spreadsTheWholeTimeOverTheTokensOfWholeAnswers() {
    for (int i = 0; i < 5; i++) {
      answered(1000, 1000, 50, false);
    }

    assertThat(model.speed()).contains(new Speed(Duration.ZERO, Duration.ofMillis(20), 50));
  }

  @Test
  void followsAModelThatBecomesSlow() {
    for (int i = 0; i < 200; i++) {
      answered(100, 1100, 101, true);
    }
    for (int i = 0; i < 200; i++) {
      answered(500, 5500, 101, true);
    }

    Speed speed = model.speed().orElseThrow();

    assertThat(speed.firstToken().toMillis()).isBetween(485L, 500L);
    assertThat(speed.perToken().toMillis()).isBetween(48L, 50L);
  }

  @Test
  void knowsTheTimeThatOneCallInTwentyExceeds() {
    IntStream.rangeClosed(1, 19).forEach(i -> answered(i, 1000, 10, true));
    assertThat(model.slowFirstOutput(true)).isEmpty();
    answered(20, 1000, 10, true);

    assertThat(model.slowFirstOutput(true)).contains(Duration.ofMillis(19));
    assertThat(model.slowFirstOutput(false)).isEmpty();
  }

  @Test
  void knowsItOfTheLastCallsOnly() {
    for (int i = 0; i < 1000; i++) {
      answered(9000, 9000, 10, false);
    }
    for (int i = 0; i < 128; i++) {
      answered(7, 7, 10, false);
    }

    assertThat(model.slowFirstOutput(false)).contains(Duration.ofMillis(7));
  }

  @Test
  void isAskedForByName() {
    LiveFigures figures = new LiveFigures();

    assertThat(figures.speed("a")).isEmpty();
    assertThat(figures.slowFirstOutput("a", true)).isEmpty();
  }
}
