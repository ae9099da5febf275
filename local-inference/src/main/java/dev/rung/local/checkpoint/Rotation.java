package dev.rung.local.checkpoint;

import dev.rung.local.checkpoint.RopeScaling.Linear;
import dev.rung.local.checkpoint.RopeScaling.Llama3;
import dev.rung.local.checkpoint.RopeScaling.LongRope;
import dev.rung.local.checkpoint.RopeScaling.None;
import dev.rung.local.checkpoint.RopeScaling.Yarn;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Rotary position embedding: pairs of dimensions turn by an angle that grows with the position.
 *
 * <p>Computed in single precision, operation by operation as {@code modeling_rope_utils.py} of
 * transformers does: models were trained with those frequencies, and at position 2,000 the last bit
 * of one is a ten thousandth of a turn.
 *
 * <p>Source: "RoFormer: Enhanced Transformer with Rotary Position Embedding", section 3.2.2; for
 * the scalings see {@link RopeScaling}.
 */
public final class Rotation {
  private static final float TURN = (float) (2 * Math.PI);

  private Rotation() {}

  /**
   * Radians by which each pair of so many dimensions turns from one position to the next; numbers
   * of single precision.
   */
  public static List<Double> frequencies(int dimensions, double theta, RopeScaling scaling) {
    IntToDoubleFunction wavelength = pair -> wavelength(pair, dimensions, (float) theta);
    IntToDoubleFunction scaled =
        switch (scaling) {
          case None() -> pair -> 1 / (float) wavelength.applyAsDouble(pair);
          case Linear(double factor) ->
              pair -> 1 / (float) wavelength.applyAsDouble(pair) / (float) factor;
          case Llama3 llama -> pair -> llama3(1 / (float) wavelength.applyAsDouble(pair), llama);
          case LongRope(List<Double> factors, _, _) ->
              pair -> 1 / (factors.get(pair).floatValue() * (float) wavelength.applyAsDouble(pair));
          case Yarn yarn ->
              pair -> yarn(pair, (float) wavelength.applyAsDouble(pair), dimensions, theta, yarn);
        };
    return IntStream.range(0, dimensions / 2).mapToObj(scaled::applyAsDouble).toList();
  }

  /** What sines and cosines are multiplied by. */
  public static double strength(RopeScaling scaling) {
    return switch (scaling) {
      case None _, Linear _, Llama3 _ -> 1;
      case LongRope factors -> factors.strength();
      case Yarn yarn -> yarn.strength();
    };
  }

  /** Positions in which a pair turns by one radian. */
  private static float wavelength(int pair, int dimensions, float theta) {
    float share = (float) (2 * pair) / dimensions;
    return (float) Math.pow(theta, share);
  }

  private static float llama3(float frequency, Llama3 llama) {
    // A number by a tensor is computed as a reciprocal times the number.
    float length = 1 / frequency * TURN;
    float factor = (float) llama.factor();
    if (length > (float) (llama.original() / llama.lowFactor())) {
      return frequency / factor;
    }
    if (length < (float) (llama.original() / llama.highFactor())) {
      return frequency;
    }
    float turns = 1 / length * llama.original() - (float) llama.lowFactor();
    float left = turns / (float) (llama.highFactor() - llama.lowFactor());
    return (1 - left) * frequency / factor + left * frequency;
  }

  private static float yarn(int pair, float wavelength, int dimensions, double theta, Yarn yarn) {
    double low = place(yarn.fast(), dimensions, theta, yarn);
    double high = place(yarn.slow(), dimensions, theta, yarn);
    if (yarn.truncated()) {
      low = Math.floor(low);
      high = Math.ceil(high);
    }
    low = Math.max(low, 0);
    high = Math.min(high, dimensions - 1.0);
    double width = low == high ? 0.001 : high - low;
    float left = 1 - Math.clamp((pair - (float) low) / (float) width, 0f, 1f);
    return 1 / ((float) yarn.factor() * wavelength) * (1 - left) + 1 / wavelength * left;
  }

  /** The pair, as a fraction, that turns so often within the original window. */
  private static double place(double turns, int dimensions, double theta, Yarn yarn) {
    return dimensions * Math.log(yarn.original() / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
  }
}
