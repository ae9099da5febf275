package dev.rung.server.batch;

import dev.rung.server.generate.Money;
import java.util.Optional;

/** The money of one item: its slice of the batch's, which may grow while it is answered. */
final class Wallet {
  private final Purse purse;
  private final Optional<Money> own;
  private Money slice;

  /**
   * @param own what the item itself may cost at most; absent for any sum
   */
  Wallet(Purse purse, Money slice, Optional<Money> own) {
    this.purse = purse;
    this.slice = slice;
    this.own = own;
  }

  /** Whether the batch has so much more for it, and the item's own limit lets it. */
  synchronized boolean pays(Money more) {
    Money grown = slice.plus(more);
    if (own.filter(grown::isMoreThan).isPresent() || !purse.extend(more)) {
      return false;
    }
    slice = grown;
    return true;
  }

  /** Its end; what was not spent goes back. */
  synchronized void settle(Money spent) {
    purse.settle(slice, spent);
  }
}
