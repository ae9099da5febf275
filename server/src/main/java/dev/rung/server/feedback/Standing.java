package dev.rung.server.feedback;

import java.util.OptionalDouble;

/**
 * How good a model is by what was said of its answers.
 *
 * @param changes how often it was moved; later is larger
 */
public record Standing(RunningMean quality, RunningMean compiled, long changes) {
  /** Of whom nothing was said. */
  public static final Standing NONE = new Standing(RunningMean.OF_QUALITY, RunningMean.PLAIN, 0);

  /** Fewer verdicts than this do not outweigh what is configured. */
  private static final int ENOUGH = 5;

  /** From 0 to 1, beginning at the prior; absent until something was judged. */
  public OptionalDouble quality(double prior) {
    return quality.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(quality.from(prior));
  }

  /** What routing goes by: the prior until there were five verdicts. */
  public double expected(double prior) {
    return quality.count() < ENOUGH ? prior : quality.from(prior);
  }

  /** The share of answers that compiled, of late; absent until something was compiled. */
  public OptionalDouble compiledShare() {
    return compiled.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(compiled.from(0));
  }
}
