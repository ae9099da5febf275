package dev.rung.server.budget;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import java.util.List;

/** Grants everything and remembers nothing: for what only thinks through what would be done. */
public enum Unlimited implements Budget {
  INSTANCE;

  private static final Reservation FORGOTTEN =
      new Reservation() {
        @Override
        public boolean extend(Money more) {
          return true;
        }

        @Override
        public void settle(Charge charge) {
          // Nobody asks.
        }

        @Override
        public void close() {
          // Nothing was set aside.
        }
      };

  @Override
  public Grant reserve(Spend spend) {
    return new Grant.Reserved(FORGOTTEN);
  }

  @Override
  public BudgetState state(Caller caller) {
    return BudgetState.UNLIMITED;
  }

  @Override
  public List<BudgetLine> lines() {
    return List.of();
  }
}
