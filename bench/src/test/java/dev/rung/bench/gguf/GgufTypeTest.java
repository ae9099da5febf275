package dev.rung.bench.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GgufTypeTest {
  private static final int BLOCK = 32;

  @Test
  void writesBlocksOfBytesWithAScale() {
    float[] numbers = numbers();

    ByteBuffer bytes = encoded(GgufType.Q8_0, numbers);

    assertThat(bytes.remaining()).isEqualTo(2 * 34);
    for (int block = 0; block < numbers.length; block += BLOCK) {
      float scale = Float.float16ToFloat(bytes.getShort());
      for (int i = block; i < block + BLOCK; i++) {
        assertThat(bytes.get() * scale).isCloseTo(numbers[i], within(0.51f * scale + 0.01f));
      }
    }
  }

  @Test
  void writesBlocksOfNibblesWithAScale() {
    float[] numbers = numbers();

    ByteBuffer bytes = encoded(GgufType.Q4_0, numbers);

    assertThat(bytes.remaining()).isEqualTo(2 * 18);
    for (int block = 0; block < numbers.length; block += BLOCK) {
      float scale = Float.float16ToFloat(bytes.getShort());
      float most = Math.abs(scale);
      for (int i = block; i < block + BLOCK / 2; i++) {
        int both = Byte.toUnsignedInt(bytes.get());
        assertThat(((both & 15) - 8) * scale).isCloseTo(numbers[i], within(most));
        assertThat(((both >> 4) - 8) * scale).isCloseTo(numbers[i + 16], within(most));
      }
    }
  }

  @Test
  void writesTheFarthestNumberOfANibbleBlockExactly() {
    float[] numbers = new float[BLOCK];
    numbers[3] = -4;
    numbers[17] = 2;

    ByteBuffer bytes = encoded(GgufType.Q4_0, numbers);

    assertThat(Float.float16ToFloat(bytes.getShort(0))).isEqualTo(0.5f);
    assertThat(bytes.get(2 + 3)).isEqualTo((byte) 0x80);
    assertThat(bytes.get(2 + 1)).isEqualTo((byte) 0xC8);
  }

  @Test
  void writesBlocksOfZeros() {
    for (GgufType type : GgufType.values()) {
      ByteBuffer bytes = encoded(type, new float[BLOCK]);

      assertThat(bytes.remaining()).isEqualTo((int) type.bytes(BLOCK));
    }
  }

  @Test
  void refusesPartsOfBlocks() {
    assertThatThrownBy(() -> GgufType.Q4_0.bytes(33))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Q4_0 takes multiples of 32");
  }

  private static float[] numbers() {
    Random random = new Random(1);
    float[] numbers = new float[2 * BLOCK];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static ByteBuffer encoded(GgufType type, float[] numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    type.encode(numbers, bytes);
    return bytes.flip();
  }
}
