package dev.rung.server.select;

import dev.rung.server.budget.BudgetState;
import java.util.List;

/**
 * One immutable picture of everything a decision depends on.
 *
 * @param models in the order of the configuration; what offline mode puts out of reach is not here
 * @param online whether models beyond this machine are part of it
 */
public record Fleet(List<ModelState> models, BudgetState budget, boolean online) {
  public Fleet {
    models = List.copyOf(models);
  }
}
