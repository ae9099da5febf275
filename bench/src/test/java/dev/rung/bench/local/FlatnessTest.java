package dev.rung.bench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlatnessTest {
  private static final Flatness TENTH = new Flatness("memory", 1, 0.1, 2);

  @Test
  void allowsAShareAndSomeSlack() {
    assertThat(TENTH.of(List.of(0.0, 0.0, 100.0, 100.0, 112.0, 112.0)).flat()).isTrue();
    assertThat(TENTH.of(List.of(0.0, 0.0, 100.0, 100.0, 112.0, 112.2)).flat()).isFalse();
  }

  @Test
  void leavesTheFirstThirdForWarmingUp() {
    assertThat(TENTH.of(List.of(1.0, 50.0, 100.0, 100.0, 100.0, 100.0)).flat()).isTrue();
  }

  @Test
  void mayShrink() {
    assertThat(TENTH.of(List.of(100.0, 100.0, 100.0, 90.0, 10.0, 10.0)).flat()).isTrue();
  }

  @Test
  void saysWhatItSaw() {
    assertThat(TENTH.of(List.of(0.0, 0.0, 1.0, 1.0, 5.0, 5.0)).text())
        .startsWith("memory")
        .endsWith("middle third      1.0, last third      5.0, at most      3.1: GROWS");
  }

  @Test
  void refusesTooFewSamples() {
    assertThatThrownBy(() -> TENTH.of(List.of(1.0, 1.0, 1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 samples are too few");
  }
}
