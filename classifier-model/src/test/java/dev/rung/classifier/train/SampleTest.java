package dev.rung.classifier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void leavesMoreOfItsDoubtToTheTiersBeside(int tier) {
    float[] target = Sample.of("sort a list", "s", tier, 1).lesson().target();

    float sum = 0;
    for (int i = 0; i < target.length; i++) {
      sum += target[i];
      switch (Math.abs(i - tier)) {
        case 0 -> assertThat(target[i]).isGreaterThan(0.85f);
        case 1 -> assertThat(target[i]).isBetween(0.05f, 0.12f);
        default -> assertThat(target[i]).isBetween(0.005f, 0.01f);
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-5f));
  }
}
