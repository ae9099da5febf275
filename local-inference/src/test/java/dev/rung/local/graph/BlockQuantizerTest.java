package dev.rung.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockQuantizerTest {

  /** Weights of a Gaussian distribution; a fixed range from least to largest errs by .091 at 64. */
  @ParameterizedTest
  @CsvSource({
    "4, 32, true, 0.078",
    "4, 64, true, 0.088",
    "4, 128, true, 0.096",
    "4, 32, false, 0.083",
    "4, 128, false, 0.098",
    "8, 32, false, 0.0054",
    "8, 128, false, 0.0065"
  })
  void errsByLessThanPlainRanges(int bits, int block, boolean zeros, double bound) {
    BlockQuantizer quantizer = new BlockQuantizer(new BlockPacking(bits, block, zeros), 200);
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      float[] row = new float[block];
      for (int j = 0; j < block; j++) {
        row[j] = (float) random.nextGaussian();
      }
      quantizer.put(i, row, 0);
    }

    quantizer.fit();

    assertThat(Math.sqrt(quantizer.error())).isBetween(0.9 * bound, bound);
  }

  @Test
  void numbersOnTheGridStayWhatTheyAre() {
    BlockQuantizer quantizer = new BlockQuantizer(new BlockPacking(4, 16, true), 1);
    float[] row = new float[16];
    for (int i = 0; i < 16; i++) {
      row[i] = 0.25f * (i - 3);
    }
    quantizer.put(0, row, 0);

    quantizer.fit();

    byte[] packed = quantizer.packed();
    for (int i = 0; i < 16; i++) {
      int number = (packed[i / 2] >> (4 * (i % 2))) & 15;
      assertThat(quantizer.scales()[0] * (number - quantizer.zero(0))).isEqualTo(row[i]);
    }
  }

  @Test
  void aBlockOfZerosIsAllZeros() {
    BlockQuantizer quantizer = new BlockQuantizer(new BlockPacking(4, 16, true), 1);
    quantizer.put(0, new float[3], 0);

    quantizer.fit();

    assertThat(quantizer.error()).isZero();
    assertThat(quantizer.scales()[0]).isZero();
  }

  @Test
  void blocksThatComeLaterAreRoundedAsByThemselves() {
    BlockPacking packing = new BlockPacking(4, 16, true);
    BlockQuantizer used = new BlockQuantizer(packing, 1);
    used.put(0, new float[] {-100, 200, 300}, 0);
    used.fit();
    used.packed();
    BlockQuantizer fresh = new BlockQuantizer(packing, 1);
    float[] row = {1, -2, 3, Float.NaN};

    for (BlockQuantizer each : List.of(used, fresh)) {
      each.put(0, row, 0);
      each.fit();
    }

    assertThat(used.packed()).isEqualTo(fresh.packed());
    assertThat(used.scales()).isEqualTo(fresh.scales());
    assertThat(used.zero(0)).isEqualTo(fresh.zero(0));
  }
}
