package dev.rung.server.feedback;

/**
 * A mean of verdicts in which old ones fade, and each can be taken back.
 *
 * <p>The rule is {@code mean += (x - mean) / weight}, where the weight begins at that of the prior
 * and grows by one with each verdict up to 50. It is linear, so the mean is {@code priorShare *
 * prior + sampled}, and what a verdict counts for follows from its number alone.
 *
 * @param priorWeight verdicts that the prior counts as at first
 * @param count verdicts so far
 * @param priorShare how much the prior still counts, 1 at first
 * @param sampled the verdicts' part
 */
public record RunningMean(int priorWeight, long count, double priorShare, double sampled) {
  private static final int HEAVIEST = 50;
  private static final double KEPT = 1 - 1.0 / HEAVIEST;
  private static final int PRIOR_WEIGHT = 5;

  /** Of quality: the prior counts as five verdicts. */
  static final RunningMean OF_QUALITY = new RunningMean(PRIOR_WEIGHT, 0, 1, 0);

  /** Without a prior: the first verdict is the mean. */
  static final RunningMean PLAIN = new RunningMean(0, 0, 1, 0);

  RunningMean with(double verdict) {
    double weight = (double) Math.min(priorWeight + count + 1, HEAVIEST);
    double kept = 1 - 1 / weight;
    return new RunningMean(
        priorWeight, count + 1, priorShare * kept, sampled * kept + verdict / weight);
  }

  /**
   * With another verdict in the place of an earlier one.
   *
   * @param turn the earlier one's number, from 1
   */
  RunningMean replacing(long turn, double earlier, double verdict) {
    return new RunningMean(
        priorWeight, count, priorShare, sampled + share(turn) * (verdict - earlier));
  }

  /** What the verdict of this number counts for now. */
  private double share(long turn) {
    long growing = (long) HEAVIEST - priorWeight;
    if (turn > growing) {
      return Math.pow(KEPT, (double) (count - turn)) / HEAVIEST;
    }
    double weight = (double) (priorWeight + Math.min(count, growing));
    return Math.pow(KEPT, (double) Math.max(0, count - growing)) / weight;
  }

  /** Between 0 and 1, but for rounding, where the verdicts are. */
  double from(double prior) {
    return Math.clamp(priorShare * prior + sampled, 0, 1);
  }
}
