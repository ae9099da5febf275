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
 * <p>Source: "RoFormer: Enhanced Transformer with Rotary Position Embedding", section 3.2.2; for
 * the scalings see {@link RopeScaling}.
 */
public final class Rotation {
  private Rotation() {}

  /** Radians by which each pair of so many dimensions turns from one position to the next. */
  public static List<Double> frequencies(int dimensions, double theta, RopeScaling scaling) {
    IntToDoubleFunction plain = pair -> Math.pow(theta, -2.0 * pair / dimensions);
    IntToDoubleFunction scaled =
        switch (scaling) {
          case None() -> plain;
          case Linear(double factor) -> pair -> plain.applyAsDouble(pair) / factor;
          case Llama3 llama -> pair -> llama3(plain.applyAsDouble(pair), llama);
          case LongRope(List<Double> factors, _, _) ->
              pair -> plain.applyAsDouble(pair) / factors.get(pair);
          case Yarn yarn -> pair -> plain.applyAsDouble(pair) * yarn(pair, dimensions, theta, yarn);
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

  private static double llama3(double frequency, Llama3 llama) {
    double turns = llama.original() * frequency / (2 * Math.PI);
    double left = (turns - llama.lowFactor()) / (llama.highFactor() - llama.lowFactor());
    return frequency * blend(left, llama.factor());
  }

  private static double yarn(int pair, int dimensions, double theta, Yarn yarn) {
    double low = place(yarn.fast(), dimensions, theta, yarn);
    double high = place(yarn.slow(), dimensions, theta, yarn);
    if (yarn.truncated()) {
      low = Math.floor(low);
      high = Math.ceil(high);
    }
    low = Math.max(low, 0);
    high = Math.min(high, dimensions - 1.0);
    double width = low == high ? 0.001 : high - low;
    return blend(1 - (pair - low) / width, yarn.factor());
  }

  /** The pair, as a fraction, that turns so often within the original window. */
  private static double place(double turns, int dimensions, double theta, Yarn yarn) {
    return dimensions * Math.log(yarn.original() / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
  }

  /** Between a divided frequency (0) and one that is left (1). */
  private static double blend(double left, double factor) {
    double share = Math.clamp(left, 0, 1);
    return (1 - share) / factor + share;
  }
}
