package dev.rung.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HedgesTest {
  private static final Duration SLOW = Duration.ofMillis(700);

  private static Hedges hedges(boolean enabled, double share) {
    return new Hedges(
        new HedgeSettings(enabled, share),
        (model, stream) -> model.equals("known") && stream ? Optional.of(SLOW) : Optional.empty());
  }

  private static long taken(Hedges hedges, int wanted) {
    return IntStream.range(0, wanted).filter(_ -> hedges.take()).count();
  }

  @Test
  void waitsAsLongAsTheModelUsuallyTakesAtMost() {
    assertThat(hedges(true, 1).delay("known", true)).contains(SLOW);
    assertThat(hedges(true, 1).delay("known", false)).isEmpty();
    assertThat(hedges(true, 1).delay("new", true)).isEmpty();
  }

  @Test
  void doesNothingUnlessItIsSwitchedOn() {
    assertThat(hedges(false, 1).delay("known", true)).isEmpty();
    assertThat(Hedges.NONE.delay("known", true)).isEmpty();
  }

  @Test
  void keepsToItsShareOfAllRequestsAfterASmallStock() {
    Hedges hedges = hedges(true, 0.1);
    assertThat(taken(hedges, 100)).isEqualTo(3);

    for (int i = 0; i < 20; i++) {
      hedges.delay("known", true);
    }
    assertThat(taken(hedges, 100)).isEqualTo(2);
    for (int i = 0; i < 10_000; i++) {
      hedges.delay("known", true);
    }
    assertThat(taken(hedges, 100)).isEqualTo(3);
  }

  @Test
  void refusesAShareThatIsNone() {
    assertThatThrownBy(() -> new HedgeSettings(true, 1.1)).hasMessage("share must be 0 to 1");
  }
}
