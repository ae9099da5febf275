package dev.rung.server.budget;

import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.Money;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the budgets that concern one caller stand at one instant.
 *
 * @param tightest the budget of everybody or of the caller with the least room; absent where none
 *     is set
 * @param models by name, the tightest budget of each model that has one
 * @param providers the same for providers
 */
public record BudgetState(
    BudgetMode mode,
    Optional<Headroom> tightest,
    Map<String, Headroom> models,
    Map<String, Headroom> providers) {
  /** No budget is set. */
  public static final BudgetState UNLIMITED = new BudgetState(BudgetMode.NONE, Optional.empty());

  public BudgetState {
    models = Map.copyOf(models);
    providers = Map.copyOf(providers);
  }

  /** No model and no provider has a budget of its own. */
  public BudgetState(BudgetMode mode, Optional<Headroom> tightest) {
    this(mode, tightest, Map.of(), Map.of());
  }

  /** The budget with the least room among those that a call of this model would touch. */
  public Optional<Headroom> tightest(String model, String provider) {
    if (models.isEmpty() && providers.isEmpty()) {
      return tightest;
    }
    return Stream.of(
            tightest,
            Optional.ofNullable(models.get(model)),
            Optional.ofNullable(providers.get(provider)))
        .flatMap(Optional::stream)
        .min(Comparator.comparing(Headroom::left));
  }

  /** What may still be reserved for this model; absent where no budget is set. */
  public Optional<Money> left(String model, String provider) {
    return tightest(model, provider).map(Headroom::left);
  }
}
