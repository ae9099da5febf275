package dev.rung.server.budget;

import java.util.List;

/**
 * The ledger. Invariant: what is committed and reserved together never passes a hard limit by a
 * reservation; {@link #reserve} and {@link Reservation#extend} are one atomic step each.
 */
public interface Budget {

  Grant reserve(Spend spend);

  BudgetState state();

  /** Every budget that is set, for reports. */
  List<BudgetLine> lines();
}
