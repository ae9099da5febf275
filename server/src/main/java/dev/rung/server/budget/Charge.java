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
  public Charge {
    if (cost.nanos() < 0) {
      throw new IllegalArgumentException("a cost must not be negative: " + cost);
    }
  }
}
