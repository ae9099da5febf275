package dev.rung.classifier.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GainHeadTest {
  @Test
  void aSumBelowZeroStaysALittleAboveIt() {
    assertThat(GainHead.positive(-0.1)).isBetween(0.0, 0.01);
    assertThat(GainHead.positive(-0.2)).isBetween(1e-9, GainHead.positive(-0.1));
    assertThat(GainHead.positive(0.5)).isCloseTo(0.5, within(1e-3));
    assertThat(GainHead.positive(1e6)).isEqualTo(1e6);
  }

  @Test
  void theJudgeOfTheSortDecides() {
    assertThat(gain(2, 1, 0, 0)).isCloseTo(0.3, within(1e-3));
    assertThat(gain(2, 0, 1, 0)).isCloseTo(0.6, within(1e-3));
    assertThat(gain(0, 0, 0, 1)).isCloseTo(0.5, within(1e-3));
  }

  @Test
  void ofTwoSortsAlikeBothCount() {
    assertThat(gain(0, 1, 1, 0)).isCloseTo(0.45, within(1e-3));
  }

  @Test
  void isNeverAboveOne() {
    assertThat(GainHead.gain(new float[] {0, 1, 0, 0, 7, 0})).isEqualTo(1);
  }

  private static double gain(float other, float compared, float problem, float rest) {
    return GainHead.gain(new float[] {other, compared, problem, rest, 0.3f, 0.6f});
  }
}
