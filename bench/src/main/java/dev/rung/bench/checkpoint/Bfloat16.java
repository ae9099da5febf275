package dev.rung.bench.checkpoint;

/** The upper half of a float, rounded to the nearest, ties to even. Finite numbers only. */
public final class Bfloat16 {
  private Bfloat16() {}

  public static short bits(float number) {
    int bits = Float.floatToRawIntBits(number);
    int half = 0x7FFF + ((bits >> Short.SIZE) & 1);
    return (short) ((bits + half) >> Short.SIZE);
  }

  static float rounded(float number) {
    return Float.intBitsToFloat(bits(number) << Short.SIZE);
  }
}
