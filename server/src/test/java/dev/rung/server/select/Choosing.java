package dev.rung.server.select;

import dev.rung.server.budget.BudgetKey;
import dev.rung.server.budget.BudgetState;
import dev.rung.server.budget.Headroom;
import dev.rung.server.budget.Period;
import dev.rung.server.budget.Scope;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fleets to choose from, and what comes of it. */
final class Choosing {
  static final Model TINY = Models.named("tiny", Tier.TINY).price(0.1, 0.1).build();
  static final Model SMALL = Models.named("small", Tier.SMALL).price(0.5, 0.5).build();
  static final Model MEDIUM = Models.named("medium", Tier.MEDIUM).price(2, 4).quality(0.85).build();
  static final Model LARGE = Models.named("large", Tier.LARGE).price(10, 30).quality(0.95).build();
  static final Model FALLBACK =
      Models.named("mamba", Tier.LOCAL_FALLBACK).free().reach(Reach.IN_PROCESS).build();

  static final TieredSelector SELECTOR = new TieredSelector(Strategy.BALANCED, Weights.DEFAULT);

  private Choosing() {}

  static Optional<Headroom> headroom(Money left) {
    return Optional.of(
        new Headroom(new BudgetKey(Scope.GLOBAL, Period.DAILY), left, Optional.empty()));
  }

  static Plan plan(Tier classified, Limits limits, Model... models) {
    return SELECTOR.select(
        Requests.of("hi", limits),
        Requests.classified(classified),
        Optional.empty(),
        fleet(models));
  }

  static Fleet fleet(Model... models) {
    List<ModelState> states = new ArrayList<>();
    for (Model model : models) {
      states.add(ready(model));
    }
    return fleet(states);
  }

  static Fleet fleet(List<ModelState> states) {
    return new Fleet(states, BudgetState.UNLIMITED, true);
  }

  static ModelState ready(Model model) {
    return new ModelState(model, model.latencyPrior(), model.qualityPrior(), Optional.empty());
  }

  static ModelState notReady(Model model, String why) {
    return new ModelState(model, model.latencyPrior(), model.qualityPrior(), Optional.of(why));
  }

  static List<String> names(Plan plan) {
    return plan.candidates().stream().map(planned -> planned.model().name()).toList();
  }
}
