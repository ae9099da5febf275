package dev.rung.server.budget;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Tier;

/** Money that an attempt may need: who for, at which model, and a bound on how much. */
public record Spend(
    RequestId request, Caller caller, String model, String provider, Tier tier, Money estimate) {
  public Spend {
    if (estimate.nanos() < 0) {
      throw new IllegalArgumentException("money to spend must not be negative: " + estimate);
    }
  }
}
