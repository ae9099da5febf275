package dev.rung.classifier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.WordGrams;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RidgeTest {
  private static final int LENGTH = DenseFeatures.featureNames().indexOf("text.length");

  @Test
  void findsTheWeightsThatTheTargetsWereMadeWith() {
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      boolean named = i % 3 == 0;
      lessons.add(lesson(i / 40f, named, 0.1f + 0.5f * i / 40f + (named ? 0.2f : 0)));
    }

    Expert expert = Ridge.fit(lessons, List.of("text.length"), 1e-6, 1e-6);

    assertThat(expert.bias()).isCloseTo(0.1f, within(1e-3f));
    assertThat(expert.dense()[LENGTH]).isCloseTo(0.5f, within(1e-3f));
    assertThat(expert.grams()[7]).isCloseTo(0.2f, within(1e-3f));
    assertThat(expert.judge(lessons.get(3).input())).isCloseTo(0.3375f, within(1e-3f));
  }

  @Test
  void keepsWeightsSmallAtAHighPrice() {
    List<Lesson> lessons = List.of(lesson(0, true, 1), lesson(0, false, 0));

    Expert cheap = Ridge.fit(lessons, List.of(), 0.01, 1);
    Expert dear = Ridge.fit(lessons, List.of(), 100, 1);

    assertThat(cheap.grams()[7]).isGreaterThan(0.9f);
    assertThat(dear.grams()[7]).isBetween(0f, 0.02f);
  }

  @Test
  void heedsWeightsOfLessonsAndOnlyTheFeaturesThatAreNamed() {
    Lesson often = new Lesson(lesson(1, false, 1).input(), new float[] {1}, 3);

    Expert expert = Ridge.fit(List.of(often, lesson(0, false, 0)), List.of(), 1, 1);

    assertThat(expert.bias()).isCloseTo(0.75f, within(1e-3f));
    assertThat(expert.dense()[LENGTH]).isZero();
  }

  private static Lesson lesson(float length, boolean named, float target) {
    float[] dense = new float[DenseFeatures.count()];
    dense[LENGTH] = length;
    int[] grams = named ? new int[] {7} : new int[0];
    assertThat(WordGrams.BUCKETS).isGreaterThan(7);
    return new Lesson(new Input(dense, grams), new float[] {target}, 1);
  }
}
