package dev.rung.server.evaluate;

import static dev.rung.server.evaluate.Cases.judged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static final List<Judged> FIVE =
      List.of(
          judged(1, 1, 0.9),
          judged(1, 2, 0.9),
          judged(2, 2, 0.5),
          judged(4, 2, 0.5),
          judged(3, 3, 0.2));

  @Test
  void countsWhatIsExactNearTooLowAndTooHigh() {
    Score score = Score.of(FIVE);

    assertThat(score.count()).isEqualTo(5);
    assertThat(score.exact()).isEqualTo(0.6);
    assertThat(score.withinOne()).isEqualTo(0.8);
    assertThat(score.under()).isEqualTo(0.2);
    assertThat(score.over()).isEqualTo(0.2);
  }

  @Test
  void averagesF1OverTheTiersThatOccur() {
    double tier1 = 2.0 / 3;
    double tier2 = 0.5;
    double tier3 = 1;
    double tier4 = 0;

    assertThat(Score.of(FIVE).macroF1())
        .isCloseTo((tier1 + tier2 + tier3 + tier4) / 4, within(1e-12));
  }

  @Test
  void weighsTheGapBetweenConfidenceAndBeingRightByBin() {
    double at09 = Math.abs(1.8 - 1);
    double at05 = Math.abs(1.0 - 1);
    double at02 = Math.abs(0.2 - 1);

    assertThat(Score.of(FIVE).calibrationError())
        .isCloseTo((at09 + at05 + at02) / 5, within(1e-12));
  }

  @Test
  void putsFullConfidenceIntoTheLastBin() {
    assertThat(Calibration.error(List.of(judged(1, 1, 1.0), judged(1, 1, 0.99))))
        .isCloseTo(0.005, within(1e-12));
  }

  @Test
  void takesTriviaAtTierOneAsRightAndNoOtherTier() {
    assertThat(Cases.trivia(1).exact()).isFalse();
    assertThat(Cases.trivia(1).triviaTakenAsRight().exact()).isTrue();
    assertThat(Cases.trivia(2).triviaTakenAsRight().exact()).isFalse();
    assertThat(judged(0, 1, 0.5).triviaTakenAsRight().exact()).isFalse();
  }

  @Test
  void isZeroWithoutPrompts() {
    assertThat(Score.of(List.of())).isEqualTo(new Score(0, 0, 0, 0, 0, 0, 0));
  }
}
