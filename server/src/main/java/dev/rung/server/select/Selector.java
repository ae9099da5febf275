package dev.rung.server.select;

import dev.rung.server.classify.Classification;
import dev.rung.server.generate.Arm;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Strategy;
import java.util.Optional;

/** Chooses who is asked. Pure: the same arguments give the same plan. */
public interface Selector {

  /**
   * The plan of a request, by its own strategy, else by the state of the budgets, else by the
   * configured one.
   */
  Plan select(
      GenerateRequest request, Classification classification, Optional<Arm> arm, Fleet fleet);

  /** The plan under this strategy; no candidates where this version does not have it. */
  Plan select(
      GenerateRequest request, Classification classification, Strategy strategy, Fleet fleet);

  /** The plan with only this model; it need not be ready or able. */
  Plan pin(GenerateRequest request, Classification classification, ModelState model, Fleet fleet);
}
