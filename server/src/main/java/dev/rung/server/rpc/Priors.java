package dev.rung.server.rpc;

import dev.rung.server.engine.Operations;
import dev.rung.server.provider.Model;
import dev.rung.server.select.ModelState;
import java.util.Map;
import java.util.stream.Collectors;

/** The quality that each model is configured with. */
record Priors(Map<String, Double> byModel) {
  /** Of a model that is no longer configured. */
  private static final double UNKNOWN = 0.5;

  static Priors of(Operations operations) {
    return new Priors(
        operations.models().stream()
            .map(ModelState::model)
            .collect(Collectors.toMap(Model::name, Model::qualityPrior, (first, _) -> first)));
  }

  double quality(String model) {
    return byModel.getOrDefault(model, UNKNOWN);
  }
}
