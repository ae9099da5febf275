package dev.rung.server.costs;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Usage;

/**
 * What was used and what it cost. Sums stay at the largest number rather than pass it.
 *
 * @param attempts calls at models, failed and repeated ones included
 * @param cacheWriteTokens of the input, written to a provider's cache
 * @param estimated of the cost, what the provider did not count to its end
 * @param wasted of the cost, what went into attempts whose answer nobody got
 * @param baseline what the tokens of the answers would have cost at the baseline's model, also of
 *     those that no model was asked for
 * @param unpriced attempts at models without a price; what they cost is not known
 */
public record CostSums(
    long requests,
    long attempts,
    long inputTokens,
    long cachedInputTokens,
    long cacheWriteTokens,
    long outputTokens,
    long reasoningTokens,
    Money cost,
    Money estimated,
    Money wasted,
    Money baseline,
    long unpriced) {
  public static final CostSums NOTHING = ofRequests(0, Money.ZERO);

  /** Of requests alone, with what they would have cost. */
  static CostSums ofRequests(long requests, Money baseline) {
    return new CostSums(
        requests, 0, 0, 0, 0, 0, 0, Money.ZERO, Money.ZERO, Money.ZERO, baseline, 0);
  }

  /** Of one attempt. */
  static CostSums ofAttempt(
      Usage usage, Money cost, Money estimated, Money wasted, Money baseline, boolean unpriced) {
    return new CostSums(
        0,
        1,
        usage.inputTokens(),
        usage.cachedInputTokens(),
        usage.cacheWriteTokens(),
        usage.outputTokens(),
        usage.reasoningTokens(),
        cost,
        estimated,
        wasted,
        baseline,
        unpriced ? 1 : 0);
  }

  public boolean isNothing() {
    return requests == 0 && attempts == 0 && cost.isZero();
  }

  /** How much cheaper it was than the baseline; negative where it was dearer. */
  public Money saved() {
    return baseline.minus(cost);
  }

  CostSums plus(CostSums other) {
    return new CostSums(
        sum(requests, other.requests),
        sum(attempts, other.attempts),
        sum(inputTokens, other.inputTokens),
        sum(cachedInputTokens, other.cachedInputTokens),
        sum(cacheWriteTokens, other.cacheWriteTokens),
        sum(outputTokens, other.outputTokens),
        sum(reasoningTokens, other.reasoningTokens),
        sum(cost, other.cost),
        sum(estimated, other.estimated),
        sum(wasted, other.wasted),
        sum(baseline, other.baseline),
        sum(unpriced, other.unpriced));
  }

  private static Money sum(Money one, Money other) {
    return new Money(sum(one.nanos(), other.nanos()));
  }

  /** Neither is negative. */
  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }
}
