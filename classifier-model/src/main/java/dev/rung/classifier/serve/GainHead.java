package dev.rung.classifier.serve;

/**
 * What is made of the sums of the judges of gain: each counts as far as the prompt is of the sort
 * that it knows (a mixture of experts; Jacobs et al., "Adaptive Mixtures of Local Experts", 1991).
 */
public final class GainHead {
  /** How many sums there are. */
  public static final int SUMS = 6;

  /** How sharply a sum is kept above 0. */
  private static final double SHARPNESS = 20;

  /** How far a prompt counts as being of one sort alone. */
  private static final double CERTAINTY = 30;

  private GainHead() {}

  /**
   * What a strong model adds, 0 to 1.
   *
   * @param sums in this order: what the judge of all others says, before the logistic function; how
   *     far the prompt is one of those that were compared, a word problem, another; what the judge
   *     of compared prompts and the judge of word problems say
   */
  public static double gain(float[] sums) {
    double other = 1 / (1 + Math.exp(-sums[0]));
    double most = Math.max(sums[1], Math.max(sums[2], sums[3]));
    double compared = Math.exp(CERTAINTY * (sums[1] - most));
    double problem = Math.exp(CERTAINTY * (sums[2] - most));
    double rest = Math.exp(CERTAINTY * (sums[3] - most));
    double gain = compared * positive(sums[4]) + problem * positive(sums[5]) + rest * other;
    return Math.min(1, gain / (compared + problem + rest));
  }

  /** About the value where it is above 0, and a little above 0 else: the order stays. */
  static double positive(double value) {
    return Math.max(0, value) + Math.log1p(Math.exp(-Math.abs(SHARPNESS * value))) / SHARPNESS;
  }
}
