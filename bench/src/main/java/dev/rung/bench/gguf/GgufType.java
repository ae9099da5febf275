package dev.rung.bench.gguf;

import dev.rung.bench.checkpoint.Bfloat16;
import java.nio.ByteBuffer;

/** How a tensor's numbers are written. */
public enum GgufType {
  F32(0, 0, 1, Float.BYTES, 32) {
    @Override
    void encode(float[] numbers, ByteBuffer out) {
      for (float number : numbers) {
        out.putFloat(number);
      }
    }
  },
  BF16(30, 32, 1, Short.BYTES, 16) {
    @Override
    void encode(float[] numbers, ByteBuffer out) {
      for (float number : numbers) {
        out.putShort(Bfloat16.bits(number));
      }
    }
  },
  /** Blocks of 32: a scale in half precision and a signed byte for each. */
  Q8_0(8, 7, 32, Short.BYTES + 32, 8) {
    @Override
    void encode(float[] numbers, ByteBuffer out) {
      for (int block = 0; block < numbers.length; block += elements()) {
        float scale = Math.abs(extreme(numbers, block)) / Byte.MAX_VALUE;
        float inverse = scale == 0 ? 0 : 1 / scale;
        out.putShort(Float.floatToFloat16(scale));
        for (int i = block; i < block + elements(); i++) {
          out.put(rounded(numbers[i] * inverse));
        }
      }
    }
  },
  /** Blocks of 32: a scale in half precision and 4 bits for each, with 8 for zero. */
  Q4_0(2, 2, 32, Short.BYTES + 16, 4) {
    @Override
    void encode(float[] numbers, ByteBuffer out) {
      int half = elements() / 2;
      for (int block = 0; block < numbers.length; block += elements()) {
        float scale = extreme(numbers, block) / -ZERO;
        float inverse = scale == 0 ? 0 : 1 / scale;
        out.putShort(Float.floatToFloat16(scale));
        for (int i = block; i < block + half; i++) {
          out.put((byte) (nibble(numbers[i] * inverse) | nibble(numbers[i + half] * inverse) << 4));
        }
      }
    }
  };

  private static final int ZERO = 8;
  private static final int HIGHEST = 15;

  private final int number;
  private final int fileType;
  private final int elements;
  private final int bytes;
  private final int bits;

  GgufType(int number, int fileType, int elements, int bytes, int bits) {
    this.number = number;
    this.fileType = fileType;
    this.elements = elements;
    this.bytes = bytes;
    this.bits = bits;
  }

  /** Appends numbers, a whole number of blocks. */
  abstract void encode(float[] numbers, ByteBuffer out);

  /** {@code enum ggml_type}. */
  int number() {
    return number;
  }

  /** {@code enum llama_ftype} of a file that is mostly of this type. */
  int fileType() {
    return fileType;
  }

  /** Numbers in a block. */
  int elements() {
    return elements;
  }

  /** Bits of a number, scales not counted. */
  public int bits() {
    return bits;
  }

  /** Bytes of so many numbers. */
  long bytes(long count) {
    if (count % elements != 0) {
      throw new IllegalArgumentException(this + " takes multiples of " + elements);
    }
    return count / elements * bytes;
  }

  /** The number of a block that is farthest from 0. */
  private static float extreme(float[] numbers, int block) {
    float extreme = 0;
    for (int i = block; i < block + 32; i++) {
      extreme = Math.abs(numbers[i]) > Math.abs(extreme) ? numbers[i] : extreme;
    }
    return extreme;
  }

  /** To the nearest, halves away from 0. */
  private static byte rounded(float number) {
    return (byte) (number + Math.copySign(0.5f, number));
  }

  private static int nibble(float number) {
    return Math.min(HIGHEST, (int) (number + ZERO + 0.5f));
  }
}
