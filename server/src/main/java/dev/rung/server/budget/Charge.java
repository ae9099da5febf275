package dev.rung.server.budget;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Usage;

/**
 * How an attempt ended that called its model, and what the provider will bill for it.
 *
 * @param unpriced whether the model has no price, so that the cost is not known
 * @param wasted whether nobody got the answer that it paid for
 */
public record Charge(
    LedgerLine.Result result, Money cost, Usage usage, boolean unpriced, boolean wasted) {
  /** No attempt costs more; it keeps sums of lines from overflowing. */
  private static final long MOST_NANOS = 10_000_000_000_000_000L;

  public Charge {
    if (cost.nanos() < 0) {
      throw new IllegalArgumentException("a cost must not be negative: " + cost);
    }
  }

  /** The same, at the most that an attempt can cost. */
  Charge bounded() {
    return cost.nanos() <= MOST_NANOS
        ? this
        : new Charge(result, new Money(MOST_NANOS), usage, unpriced, wasted);
  }
}
