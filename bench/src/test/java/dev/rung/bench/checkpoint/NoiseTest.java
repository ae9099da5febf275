package dev.rung.bench.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoiseTest {
  private static final int MANY = 100_000;

  @Test
  void hasTheDeviationThatWasAskedFor() {
    float[] numbers = numbers(Noise.named(1, "a", 0.5), 0, MANY);

    double sum = 0;
    double squares = 0;
    for (float number : numbers) {
      sum += number;
      squares += number * number;
    }
    assertThat(sum / MANY).isCloseTo(0, within(0.01));
    assertThat(Math.sqrt(squares / MANY)).isCloseTo(0.5, within(0.005));
  }

  @Test
  void isTheSameWhereverItBegins() {
    Noise noise = Noise.named(1, "a", 1);

    float[] all = numbers(noise, 0, 50);

    for (int first = 0; first < 20; first++) {
      assertThat(numbers(noise, first, 30))
          .containsExactly(Arrays.copyOfRange(all, first, first + 30));
    }
  }

  @Test
  void dependsOnSeedAndName() {
    float[] numbers = numbers(Noise.named(1, "a", 1), 0, 8);

    assertThat(numbers(Noise.named(1, "a", 1), 0, 8)).containsExactly(numbers);
    assertThat(numbers(Noise.named(2, "a", 1), 0, 8)).isNotEqualTo(numbers);
    assertThat(numbers(Noise.named(1, "b", 1), 0, 8)).isNotEqualTo(numbers);
  }

  @Test
  void fitsIntoBf16() {
    for (float number : numbers(Noise.named(3, "c", 0.3), 0, 1_000)) {
      assertThat(Float.intBitsToFloat(Bfloat16.bits(number) << Short.SIZE)).isEqualTo(number);
    }
  }

  private static float[] numbers(Values values, long first, int count) {
    float[] numbers = new float[count];
    values.fill(first, numbers);
    return numbers;
  }
}
