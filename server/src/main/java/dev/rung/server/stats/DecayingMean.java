package dev.rung.server.stats;

/**
 * A mean of samples that begins with a prior, without knowing the prior yet.
 *
 * <p>The rule {@code mean += (x - mean) / weight} is linear, so the mean is always {@code
 * priorShare * prior + sampled}; keeping the two apart lets the prior change with the
 * configuration.
 *
 * @param weight what the next sample is divided by, less one
 * @param priorShare how much the prior still counts, 1 at first
 * @param sampled the samples' part
 */
record DecayingMean(int weight, double priorShare, double sampled) {
  private static final int PRIOR_WEIGHT = 5;
  private static final int HEAVIEST = 50;

  static final DecayingMean START = new DecayingMean(PRIOR_WEIGHT, 1, 0);

  /** Without a prior: the first sample is the mean. Its weight counts the samples at first. */
  static final DecayingMean UNKNOWN = new DecayingMean(0, 1, 0);

  DecayingMean with(double sample) {
    int next = Math.min(weight + 1, HEAVIEST);
    double kept = 1 - 1.0 / next;
    return new DecayingMean(next, priorShare * kept, sampled * kept + sample / next);
  }

  double from(double prior) {
    return priorShare * prior + sampled;
  }
}
