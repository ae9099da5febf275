package dev.rung.local.graph;

import java.util.Arrays;

/**
 * Rounds blocks of weights to whole numbers with the scale and zero that keep the squared error
 * small: several ranges are tried for each block, then the scale is fitted to the best rounding by
 * least squares, as long as that helps.
 *
 * <p>All blocks go side by side: weights lie as [place in the block][block], so that every inner
 * loop runs over blocks, without a dependency between its turns, and the compiler vectorises it.
 */
final class BlockQuantizer {
  /** Shares of a block's range that are tried: what lies outside is cut to the ends. */
  private static final float[] SHARES = {1f, 0.95f, 0.9f, 0.85f, 0.8f, 0.75f, 0.7f, 0.63f};

  private static final int FITS = 3;

  /** Added and taken away again, it leaves the nearest whole number of a small float. */
  private static final float ROUNDER = 12_582_912f;

  private final BlockPacking packing;
  private final int count;
  private final float[][] weights;
  private final float[] scales;
  private final float[] zeros;
  private final float[] errors;
  private final float[] triedScales;
  private final float[] triedZeros;
  private final float[] triedErrors;
  private final float[] inverses;
  private final float[] low;
  private final float[] high;
  private final float[] products;
  private final float[] squares;
  private final int[] numbers;
  private final byte[] packed;

  /**
   * Makes room.
   *
   * @param count blocks that are rounded together
   */
  BlockQuantizer(BlockPacking packing, int count) {
    this.packing = packing;
    this.count = count;
    weights = new float[packing.block()][count];
    scales = new float[count];
    zeros = new float[count];
    errors = new float[count];
    triedScales = new float[count];
    triedZeros = new float[count];
    triedErrors = new float[count];
    inverses = new float[count];
    low = new float[count];
    high = new float[count];
    products = new float[count];
    squares = new float[count];
    numbers = new int[count];
    packed = new byte[count * packing.blockBytes()];
  }

  boolean fits(BlockPacking otherPacking, int otherCount) {
    return packing.equals(otherPacking) && count == otherCount;
  }

  /** Takes a block out of a row; what is missing at the row's end counts as 0. */
  void put(int index, float[] row, int start) {
    for (int i = 0; i < packing.block(); i++) {
      weights[i][index] = start + i < row.length ? row[start + i] : 0;
    }
  }

  /** Finds scales and zeros of all blocks. */
  void fit() {
    Arrays.fill(low, 0);
    Arrays.fill(high, 0);
    for (float[] place : weights) {
      for (int i = 0; i < count; i++) {
        low[i] = Math.min(low[i], place[i]);
        high[i] = Math.max(high[i], place[i]);
      }
    }
    Arrays.fill(errors, Float.MAX_VALUE);
    Arrays.fill(scales, 0);
    Arrays.fill(zeros, 0);
    if (packing.bits() == 8) {
      tryMiddle(1);
    } else if (packing.zeros()) {
      tryRanges();
    } else {
      for (float share : SHARES) {
        tryMiddle(share);
        tryOtherEnd(share);
      }
    }
    for (int i = 0; i < FITS; i++) {
      tryLeastSquares();
    }
  }

  /** Of each block; overwritten by the next blocks. */
  float[] scales() {
    return scales;
  }

  int zero(int index) {
    return (int) zeros[index];
  }

  /**
   * The rounded weights of all blocks, block by block, two in a byte if they have four bits;
   * overwritten by the next blocks.
   */
  byte[] packed() {
    Arrays.fill(packed, (byte) 0);
    int perByte = Byte.SIZE / packing.bits();
    invert(scales);
    for (int i = 0; i < packing.block(); i++) {
      numbers(weights[i], inverses, zeros, packing.largest(), numbers);
      int shift = packing.bits() * (i % perByte);
      for (int block = 0; block < count; block++) {
        packed[block * packing.blockBytes() + i / perByte] |= (byte) (numbers[block] << shift);
      }
    }
    return packed;
  }

  /** The mean squared error of all blocks. */
  double error() {
    double sum = 0;
    for (float error : errors) {
      sum += error;
    }
    return sum / ((double) count * packing.block());
  }

  private void tryRanges() {
    for (float share : SHARES) {
      for (int shift = -1; shift <= 1; shift++) {
        for (int i = 0; i < count; i++) {
          float scale = (high[i] - low[i]) * share / packing.largest();
          float zero = nearest(-low[i] * share * inverse(scale)) + shift;
          triedScales[i] = scale;
          triedZeros[i] = Math.clamp(zero, 0, packing.largest());
        }
        measure();
        keepBetter();
      }
    }
  }

  /** The end farther from 0 becomes the lowest number, of which there is one more. */
  private void tryMiddle(float share) {
    for (int i = 0; i < count; i++) {
      float end = -low[i] > high[i] ? low[i] : high[i];
      triedScales[i] = -end * share / packing.middle();
      triedZeros[i] = packing.middle();
    }
    measure();
    keepBetter();
  }

  private void tryOtherEnd(float share) {
    for (int i = 0; i < count; i++) {
      float end = -low[i] > high[i] ? low[i] : high[i];
      triedScales[i] = end * share / (packing.middle() - 1);
      triedZeros[i] = packing.middle();
    }
    measure();
    keepBetter();
  }

  /** The scale with the least error for the numbers that the best one gives. */
  private void tryLeastSquares() {
    Arrays.fill(products, 0);
    Arrays.fill(squares, 0);
    invert(scales);
    for (float[] place : weights) {
      sum(place, inverses, zeros, packing.largest(), products, squares);
    }
    for (int i = 0; i < count; i++) {
      triedScales[i] = squares[i] > 0 ? products[i] / squares[i] : scales[i];
      triedZeros[i] = zeros[i];
    }
    measure();
    keepBetter();
  }

  private void measure() {
    Arrays.fill(triedErrors, 0);
    invert(triedScales);
    for (float[] place : weights) {
      measure(place, inverses, triedScales, triedZeros, packing.largest(), triedErrors);
    }
  }

  // Arrays of these have one index, so that the compiler need not fear that they overlap.

  private static void measure(
      float[] place,
      float[] inverses,
      float[] scales,
      float[] zeros,
      float largest,
      float[] errors) {
    for (int i = 0; i < errors.length; i++) {
      float number = rounded(place[i], inverses[i], zeros[i], largest);
      float error = place[i] - (number - zeros[i]) * scales[i];
      errors[i] += error * error;
    }
  }

  private static void numbers(
      float[] place, float[] inverses, float[] zeros, float largest, int[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (int) rounded(place[i], inverses[i], zeros[i], largest);
    }
  }

  private static void sum(
      float[] place,
      float[] inverses,
      float[] zeros,
      float largest,
      float[] products,
      float[] squares) {
    for (int i = 0; i < squares.length; i++) {
      float number = rounded(place[i], inverses[i], zeros[i], largest) - zeros[i];
      products[i] += place[i] * number;
      squares[i] += number * number;
    }
  }

  private void keepBetter() {
    for (int i = 0; i < count; i++) {
      if (triedErrors[i] < errors[i]) {
        errors[i] = triedErrors[i];
        scales[i] = triedScales[i];
        zeros[i] = triedZeros[i];
      }
    }
  }

  private void invert(float[] factors) {
    for (int i = 0; i < count; i++) {
      inverses[i] = inverse(factors[i]);
    }
  }

  private static float inverse(float scale) {
    return scale == 0 ? 0 : 1 / scale;
  }

  private static float rounded(float weight, float inverse, float zero, float largest) {
    return Math.min(Math.max(nearest(weight * inverse + zero), 0), largest);
  }

  private static float nearest(float number) {
    return number + ROUNDER - ROUNDER;
  }
}
