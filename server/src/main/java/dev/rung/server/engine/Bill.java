package dev.rung.server.engine;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;

/** What an attempt used and cost. */
record Bill(Usage usage, Money cost) {
  static final Bill NOTHING = new Bill(Usage.NONE, Money.ZERO);

  static Bill of(Model model, Usage usage) {
    return new Bill(usage, model.prices().orElse(Prices.FREE).of(usage));
  }

  Bill plus(Bill other) {
    return new Bill(usage.plus(other.usage), cost.plus(other.cost));
  }
}
