package dev.rung.bench.checkpoint;

/**
 * Even noise around 0, all of it representable in bf16.
 *
 * <p>Four numbers come of one 64-bit word that depends on the seed and on the place only. Source of
 * the mixing: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014.
 *
 * @param scale standard deviation
 */
public record Noise(long seed, float scale) implements Values {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final int PER_WORD = 4;
  private static final int BITS = 16;

  /** Standard deviation of even numbers from -1 to 1 is one over this. */
  private static final float WIDTH = (float) Math.sqrt(3);

  /** Noise that another seed or another name makes another one. */
  static Noise named(long seed, String name, double scale) {
    return new Noise(mix(seed + GAMMA * name.hashCode()), (float) scale);
  }

  @Override
  public void fill(long first, float[] into) {
    float step = scale * WIDTH / (1 << (BITS - 1));
    long word = 0;
    for (int i = 0; i < into.length; i++) {
      long place = first + i;
      int part = (int) (place % PER_WORD);
      if (part == 0 || i == 0) {
        word = mix(seed + GAMMA * (place / PER_WORD + 1));
      }
      into[i] = Bfloat16.rounded((short) (word >>> (part * BITS)) * step);
    }
  }

  private static long mix(long word) {
    long mixed = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
