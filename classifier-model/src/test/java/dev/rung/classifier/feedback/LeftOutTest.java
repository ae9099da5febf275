package dev.rung.classifier.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.classifier.feedback.LeftOut.Change;
import dev.rung.classifier.feedback.LeftOut.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftOutTest {
  @Test
  void countsPromptsAsMuchAsTheyWeigh() {
    double[] low = {0.5, 0.2, 0.1, 0.1, 0.1};
    double[] high = {0, 0, 0.5, 0, 0.5};

    LeftOut left =
        LeftOut.of(
            List.of(
                new Judged(Fit.tooWeak(1), 1, low, high), new Judged(Fit.enough(1), 3, low, high)));

    assertThat(left.prompts()).isEqualTo(2);
    assertThat(left.agreed()).isEqualTo(new Change(0.75, 0.25));
    assertThat(left.surprise().before())
        .isCloseTo(-(Math.log(0.3) + 3 * Math.log(0.7)) / 4, within(1e-12));
    assertThat(left.surprise().after()).isCloseTo(-3 * Math.log(1e-12) / 4, within(1e-9));
    assertThat(left.isWorse()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0.8, 0.9, 0.5, 0.4, false",
    "0.8, 0.8, 0.5, 0.5, false",
    "0.8, 0.795, 0.5, 0.4, false",
    "0.8, 0.78, 0.5, 0.4, true",
    "0.8, 0.9, 0.5, 0.51, true",
  })
  void isWorseWhereItAgreesLessOrIsMoreSurprised(
      double agreed, double after, double surprise, double surpriseAfter, boolean worse) {
    LeftOut left = new LeftOut(9, new Change(agreed, after), new Change(surprise, surpriseAfter));

    assertThat(left.isWorse()).isEqualTo(worse);
  }

  @ParameterizedTest
  @CsvSource({
    "0.95, 0.95, 0.01, false",
    "0.95, 0.945, 0.04, false",
    "0.95, 0.93, 0.04, true",
    "0.95, 0.95, 0.06, true",
  })
  void toKeepIsToBeRightAsOftenAndToMoveFew(
      double before, double after, double moved, boolean tooLittle) {
    assertThat(new Kept(9, new Change(before, after), moved).isTooLittle()).isEqualTo(tooLittle);
  }
}
