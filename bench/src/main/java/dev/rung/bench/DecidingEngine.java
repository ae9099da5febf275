package dev.rung.bench;

import dev.rung.classifier.TierModel;
import dev.rung.classifier.serve.ModelException;
import dev.rung.classifier.serve.OnnxTierModel;
import dev.rung.server.budget.Budget;
import dev.rung.server.budget.Unlimited;
import dev.rung.server.cache.Cache;
import dev.rung.server.classify.ClassifySettings;
import dev.rung.server.classify.RuleClassifier;
import dev.rung.server.engine.EngineSettings;
import dev.rung.server.engine.Patience;
import dev.rung.server.engine.Rooms;
import dev.rung.server.engine.RoutingEngine;
import dev.rung.server.experiment.Experiments;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.FleetGuard;
import dev.rung.server.guard.GuardSettings;
import dev.rung.server.guard.Hedges;
import dev.rung.server.guard.Retries;
import dev.rung.server.guard.RetrySettings;
import dev.rung.server.key.Keyring;
import dev.rung.server.provider.Advice;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.Reach;
import dev.rung.server.provider.Registry;
import dev.rung.server.provider.Roster;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.ModelState;
import dev.rung.server.select.TieredSelector;
import dev.rung.server.select.Weights;
import dev.rung.server.template.TemplateEngine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** The engine that decisions are measured on: built-in templates, default rules, twelve models. */
final class DecidingEngine {
  private DecidingEngine() {}

  static RoutingEngine engine() {
    Budget ledger = Unlimited.INSTANCE;
    Registry registry = new Registry(new Roster(models(), List.of(), Map.of(), Advice.NONE));
    Rooms rooms =
        new Rooms(
            TemplateEngine.builtIn(InstantSource.system(), RandomGenerator.getDefault()),
            new RuleClassifier(ClassifySettings.DEFAULT, Optional.of(shipped())),
            Experiments.NONE,
            Cache.NONE,
            new TieredSelector(Strategy.BALANCED, Weights.DEFAULT),
            registry,
            (roster, caller) -> new Fleet(states(roster), ledger.state(caller), true),
            ledger,
            new FleetGuard(GuardSettings.DEFAULT, System::nanoTime),
            new Keyring(InstantSource.system(), System::nanoTime, new Random(1)),
            new Retries(RetrySettings.NONE, RandomGenerator.getDefault()),
            Hedges.NONE,
            Patience.BLOCKING,
            done -> {},
            InstantSource.system(),
            System::nanoTime);
    return new RoutingEngine(
        rooms, new EngineSettings(true, Optional.empty(), true, Strategy.BALANCED, Map.of()));
  }

  private static List<ModelState> states(Roster roster) {
    return roster.models().stream()
        .map(Listed::model)
        .map(m -> new ModelState(m, m.latencyPrior(), m.qualityPrior(), Optional.empty()))
        .toList();
  }

  private static List<Listed> models() {
    List<Listed> models = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      models.add(new Listed(model(i), Optional.empty()));
    }
    return models;
  }

  private static Model model(int i) {
    return new Model(
        "model-" + i,
        Tier.ofLevel(1 + i % 4),
        "mock",
        "model-" + i,
        Optional.of(Prices.of(Money.ofUsd(0.1 * (i + 1)), Money.ofUsd(0.4 * (i + 1)))),
        128_000,
        8_192,
        EnumSet.allOf(Capability.class),
        List.of(),
        Duration.ofMillis(500L + 100L * i),
        0.6 + 0.02 * i,
        Reach.REMOTE,
        false,
        "configuration");
  }

  static GenerateRequest request(String prompt) {
    return new GenerateRequest(
        new RequestId("bench"),
        Caller.ANONYMOUS,
        Prompt.ofUser(prompt),
        Sampling.DEFAULT,
        Limits.NONE,
        Hints.NONE,
        Deadline.after(Duration.ofHours(1), System::nanoTime));
  }

  private static TierModel shipped() {
    try {
      return OnnxTierModel.shipped();
    } catch (ModelException e) {
      throw new IllegalStateException("the shipped classifier cannot be used", e);
    }
  }
}
