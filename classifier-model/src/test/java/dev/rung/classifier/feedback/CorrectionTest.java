package dev.rung.classifier.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectionTest {
  private static final double[] EVEN = logarithms(0.2, 0.2, 0.2, 0.2, 0.2);
  private static final double[] FOURTH = {0, 0, 0, 1, 0};

  @Test
  void withoutLessonsNothingIsCorrected() {
    Lesson lesson = lesson(FOURTH, 1, 5, 9);

    for (Correction none : List.of(Correction.none(), Correction.of(List.of(), 1))) {
      assertThat(none.probabilities(lesson))
          .containsExactly(new double[] {0.2, 0.2, 0.2, 0.2, 0.2}, within(1e-12));
    }
  }

  @Test
  void movesMoreTheMoreLessonsThereAreAndTheLowerThePrice() {
    Lesson lesson = lesson(FOURTH, 1, 5, 9);

    double one = Correction.of(copies(lesson, 1), 2).probabilities(lesson)[3];
    double many = Correction.of(copies(lesson, 50), 2).probabilities(lesson)[3];
    double cheap = Correction.of(copies(lesson, 50), 0.1).probabilities(lesson)[3];

    assertThat(one).isBetween(0.21, 0.4);
    assertThat(many).isBetween(0.8, 0.95);
    assertThat(cheap).isBetween(many, 1.0);
  }

  @Test
  void isWhereThePriceOfAFurtherStepIsItsWorth() {
    Lesson lesson = lesson(FOURTH, 1, 5);
    double price = 2;

    Correction found = Correction.of(copies(lesson, 30), price);

    // One number for each tier and bucket, both buckets alike: 30 lessons pull, the price holds.
    double[] said = found.probabilities(lesson);
    double number = Math.log(said[3] / said[0]) / Math.sqrt(2);
    double pull = 30 / Math.sqrt(2) * (1 - said[3] + said[0]);
    assertThat(price * number).isCloseTo(pull, within(1e-3));
  }

  @Test
  void leavesPromptsWithoutACommonWordAlone() {
    Correction found = Correction.of(copies(lesson(FOURTH, 1, 5, 9), 50), 2);

    assertThat(found.probabilities(lesson(FOURTH, 2, 6)))
        .containsExactly(new double[] {0.2, 0.2, 0.2, 0.2, 0.2}, within(1e-12));
  }

  @Test
  void whatTheFileKeepsOfItIsAlmostTheSame() {
    Correction found = Correction.of(copies(lesson(FOURTH, 1, 5, 9), 50), 2);
    byte[] whole = found.rounded();
    float[] scales = found.scales();

    double sum = 0;
    for (int gram : new int[] {1, 5, 9}) {
      sum += (whole[gram * 5 + 3] * scales[3] - whole[gram * 5] * scales[0]) / Math.sqrt(3);
    }
    double[] said = found.probabilities(lesson(FOURTH, 1, 5, 9));
    assertThat(sum).isCloseTo(Math.log(said[3] / said[0]), within(0.02));
  }

  private static List<Lesson> copies(Lesson lesson, int count) {
    List<Lesson> copies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      copies.add(lesson);
    }
    return copies;
  }

  private static Lesson lesson(double[] target, int... grams) {
    return new Lesson(grams, EVEN, 1, target, 1);
  }

  private static double[] logarithms(double... probabilities) {
    double[] logarithms = new double[probabilities.length];
    for (int i = 0; i < logarithms.length; i++) {
      logarithms[i] = Math.log(probabilities[i]);
    }
    return logarithms;
  }
}
