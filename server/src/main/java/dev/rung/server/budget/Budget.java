package dev.rung.server.budget;

import dev.rung.server.generate.Caller;
import java.util.List;

/**
 * The ledger. Invariant: what is committed and reserved together never passes a hard limit by a
 * reservation; {@link #reserve} and {@link Reservation#extend} are one atomic step each.
 */
public interface Budget {

  /** Sets money aside. May wait for the disk for a bounded time; what is free never waits. */
  Grant reserve(Spend spend);

  /** Where the budgets stand that concern this caller. Never waits. */
  BudgetState state(Caller caller);

  /** Every budget that is set, for reports. */
  List<BudgetLine> lines();
}
