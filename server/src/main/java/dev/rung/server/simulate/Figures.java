package dev.rung.server.simulate;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import java.time.Duration;
import java.util.Map;

/**
 * What became of all tasks in one way of serving them.
 *
 * @param byTier how many tasks each tier serves, all tiers
 * @param nobody tasks that no model may or can serve; they cost nothing and have no quality
 * @param quality mean, beside the best model's, 0 to 1, of the tasks that are served
 * @param latency mean of a whole answer
 */
public record Figures(
    Map<Tier, Long> byTier, long nobody, Money cost, double quality, Duration latency) {
  public Figures {
    byTier = Map.copyOf(byTier);
  }

  public long served() {
    return byTier.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many tasks this tier serves. */
  public long count(Tier tier) {
    return byTier.getOrDefault(tier, 0L);
  }

  /** Of all tasks, 0 to 1. */
  public double share(Tier tier) {
    long all = served() + nobody;
    return all == 0 ? 0 : (double) count(tier) / all;
  }

  /** The share that templates and small models serve, 0 to 1. */
  public double smallShare() {
    return share(Tier.TEMPLATE) + share(Tier.TINY) + share(Tier.SMALL);
  }

  /** How much less this costs than other figures, at most 1; 0 where those are free. */
  public double savedAgainst(Figures other) {
    return other.cost.isZero() ? 0 : 1 - (double) cost.nanos() / other.cost.nanos();
  }
}
