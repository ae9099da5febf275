package dev.rung.server.engine;

import dev.rung.server.classify.Classification;
import dev.rung.server.generate.Arm;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.StrategyPreview;
import dev.rung.server.provider.Model;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.Plan;
import dev.rung.server.select.Planned;
import java.util.List;
import java.util.Optional;

/**
 * A request's classification and plan.
 *
 * @param routed false where the request names its model or routing is switched off
 */
record Decided(
    Classification classification, Optional<Arm> arm, Plan plan, Fleet fleet, boolean routed) {

  /** As it stands before anybody was asked: the first candidate is who would serve. */
  Decision preview(List<StrategyPreview> strategies) {
    Optional<Planned> first = plan.first();
    return decision(first.map(Planned::model), List.of(), strategies);
  }

  /** As it stands after these attempts, served by this model, or by nobody. */
  Decision after(List<Attempt> attempts, Optional<Planned> served) {
    return decision(served.map(Planned::model), attempts, List.of());
  }

  private Decision decision(
      Optional<Model> model, List<Attempt> attempts, List<StrategyPreview> strategies) {
    return new Decision(
        classification.tier(),
        model.map(Model::tier),
        model.map(Model::name),
        classification.score(),
        classification.confidence(),
        classification.tierProbabilities(),
        classification.gain(),
        classification.bumped(),
        classification.signals(),
        plan.strategy(),
        fleet.budget().mode(),
        arm,
        plan.shown(),
        plan.skipped(),
        attempts,
        model.map(plan::degraded).orElseGet(List::of),
        strategies,
        reason(model));
  }

  private String reason(Optional<Model> model) {
    if (model.isEmpty()) {
      return classification.reason() + "; no model can serve it";
    }
    if (!routed) {
      return classification.reason();
    }
    return classification.reason()
        + "; "
        + model.get().name()
        + " by strategy "
        + plan.strategy().label();
  }
}
