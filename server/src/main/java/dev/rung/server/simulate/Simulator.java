package dev.rung.server.simulate;

import dev.rung.server.engine.Engine;
import dev.rung.server.engine.RefusedException;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Candidate;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.StrategyPreview;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Model;
import dev.rung.server.select.TokenEstimate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Decides about every task under every strategy and adds up what that would cost. Calls nobody. One
 * run at a time; for one thread.
 */
public final class Simulator {
  private static final RequestId ID = new RequestId("simulated");

  /** More than any task needs: time plays no part. */
  private static final Deadline LATER = new Deadline(Duration.ofHours(1).toNanos(), () -> 0);

  private final Engine engine;
  private final PricedFleet fleet;
  private final Strategy configured;
  private final Optional<Model> baseline;

  /**
   * @param engine decides with exactly the models of the fleet
   * @param baseline what is compared with
   */
  public Simulator(
      Engine engine, PricedFleet fleet, Strategy configured, Optional<Model> baseline) {
    this.engine = engine;
    this.fleet = fleet;
    this.configured = configured;
    this.baseline = baseline;
  }

  /**
   * Reads and decides until the tasks end.
   *
   * @throws TaskException when a task cannot be used
   */
  public Simulation run(TaskReader tasks) throws TaskException, IOException {
    Run run = new Run();
    for (Optional<Task> task = tasks.next(); task.isPresent(); task = tasks.next()) {
      run.add(task.get());
    }
    return run.result();
  }

  /** Sums of one run. */
  private final class Run {
    private final Map<Strategy, Tally> strategies = new EnumMap<>(Strategy.class);
    private final Map<Tier, Tally> fixed = new EnumMap<>(Tier.class);
    private final Map<Tier, String> fixedModels = new EnumMap<>(Tier.class);
    private final Tally atBaseline = new Tally();
    private final Deciders deciders = new Deciders();
    private final ExpectedQuality expected = new ExpectedQuality(fleet.bestQuality());
    private long count;
    private long inputTokens;
    private long outputTokens;

    void add(Task task) {
      Decision decision = route(task, task.limits().templates(), true);
      boolean template = decision.tier().filter(tier -> tier == Tier.TEMPLATE).isPresent();
      Decision withModels = template ? route(task, false, false) : decision;
      Hardness hardness = Hardness.of(decision);
      Priced priced =
          new Priced(
              task,
              hardness,
              TokenEstimate.of(task.prompt(), task.hints()).expected(),
              ExpectedAnswer.tokens(task, hardness.likeliest()));
      count++;
      inputTokens += priced.input;
      outputTokens += priced.output;
      deciders.add(decision);
      for (StrategyPreview preview : decision.strategies()) {
        Tally tally = strategies.computeIfAbsent(preview.strategy(), _ -> new Tally());
        if (template) {
          tally.add(Tier.TEMPLATE, Money.ZERO, 1, Duration.ZERO);
        } else {
          preview
              .choice()
              .ifPresentOrElse(choice -> serve(choice, priced, tally), tally::addNobody);
        }
      }
      addFixed(withModels, priced);
    }

    private void addFixed(Decision decision, Priced task) {
      Map<Tier, Candidate> first = new EnumMap<>(Tier.class);
      decision.candidates().forEach(candidate -> first.putIfAbsent(candidate.tier(), candidate));
      first.forEach((tier, candidate) -> {
        if (tier.ranked()) {
          fixedModels.putIfAbsent(tier, candidate.model());
          serve(candidate, task, fixed.computeIfAbsent(tier, _ -> new Tally()));
        }
      });
      baseline.ifPresent(
          model -> serve(model, model.latencyPrior(), model.qualityPrior(), task, atBaseline));
    }

    private void serve(Candidate choice, Priced task, Tally tally) {
      Model model = fleet.model(choice.model());
      serve(model, choice.estimatedLatency(), choice.quality(), task, tally);
    }

    private void serve(Model model, Duration latency, double quality, Priced task, Tally tally) {
      tally.add(
          model.tier(),
          fleet.cost(model, task.task, task.input, task.output),
          expected.of(task.hardness, model.tier(), quality),
          latency);
    }

    Simulation result() {
      List<Simulation.ByStrategy> rows = new ArrayList<>();
      strategies.forEach(
          (strategy, tally) -> rows.add(new Simulation.ByStrategy(strategy, tally.figures())));
      List<Simulation.Fixed> places = new ArrayList<>();
      fixed.forEach((tier, tally) ->
          places.add(
              new Simulation.Fixed(
                  "all " + tier.label() + ": " + fixedModels.get(tier), tally.figures())));
      return new Simulation(
          count,
          fleet.size(),
          inputTokens,
          outputTokens,
          rows,
          configured,
          places,
          baseline.map(model ->
              new Simulation.Fixed(
                  "all " + model.tier().label() + ": " + model.name(), atBaseline.figures())),
          deciders.bumped(),
          deciders.failed(),
          deciders.all());
    }
  }

  /** By the balanced strategy, whose candidates show every tier; the others beside it. */
  private Decision route(Task task, boolean templates, boolean compare) {
    Limits limits = task.limits();
    GenerateRequest request =
        new GenerateRequest(
            ID,
            Caller.ANONYMOUS,
            task.prompt(),
            new Sampling(
                task.maxTokens(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                List.of()),
            new Limits(
                limits.model(),
                limits.minTier(),
                limits.maxTier(),
                Optional.of(Strategy.BALANCED),
                limits.maxCost(),
                limits.minQuality(),
                limits.cache(),
                limits.similar(),
                limits.fallback(),
                templates,
                limits.experimentKey()),
            task.hints(),
            LATER);
    try {
      return engine.route(request, compare);
    } catch (RefusedException refused) {
      throw new IllegalStateException("a task that names no model was refused", refused);
    }
  }

  /**
   * A task as it is priced.
   *
   * @param input tokens of its prompt
   * @param output tokens of its answer
   */
  private record Priced(Task task, Hardness hardness, long input, int output) {}
}
