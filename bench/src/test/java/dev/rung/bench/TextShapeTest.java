package dev.rung.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextShapeTest {
  @ParameterizedTest
  @EnumSource
  void isExactlyAsLongAsAskedFor(TextShape shape) {
    for (int length : new int[] {0, 1, 300, 4000, 100_001}) {
      assertThat(shape.text(length)).hasSize(length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void startsTheSameAtEveryLength(TextShape shape) {
    assertThat(shape.text(5000)).startsWith(shape.text(300));
  }
}
