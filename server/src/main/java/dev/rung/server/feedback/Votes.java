package dev.rung.server.feedback;

/**
 * How good tenants find a model, each tenant by its own mean. However often one of them says
 * something, it counts as one verdict here, so that none of them decides for the others. Linear in
 * the prior, as {@link RunningMean} is.
 *
 * @param tenants who said something
 * @param priorShare how much the prior counts in all their means together
 * @param sampled the verdicts' part of them
 */
record Votes(long tenants, double priorShare, double sampled) {
  static final Votes NONE = new Votes(0, 0, 0);

  /** As many verdicts as the prior counts as; fewer tenants do not outweigh it. */
  private static final int ENOUGH = 5;

  Votes with(Standing own) {
    return own.quality().count() == 0 ? this : plus(own.quality(), 1);
  }

  Votes without(Standing own) {
    return own.quality().count() == 0 ? this : plus(own.quality(), -1);
  }

  private Votes plus(RunningMean mean, int sign) {
    return new Votes(
        tenants + sign, priorShare + sign * mean.priorShare(), sampled + sign * mean.sampled());
  }

  /** The prior until there were five tenants, and then their mean with it. */
  double expected(double prior) {
    return tenants < ENOUGH
        ? prior
        : Math.clamp(((ENOUGH + priorShare) * prior + sampled) / (double) (ENOUGH + tenants), 0, 1);
  }
}
