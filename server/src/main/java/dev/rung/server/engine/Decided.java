package dev.rung.server.engine;

import dev.rung.server.cache.Hit;
import dev.rung.server.cache.Kept;
import dev.rung.server.classify.Classification;
import dev.rung.server.generate.Arm;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.Reduction;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.StrategyPreview;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Model;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.Plan;
import dev.rung.server.select.Planned;
import java.time.Duration;
import java.util.ArrayList;
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
    return decision(
        served(first, Shortfall.of(first.flatMap(Planned::reduction))), List.of(), strategies);
  }

  /**
   * As it stands after these attempts, served by this model, or by nobody.
   *
   * @param shortfall what it was not told
   */
  Decision after(List<Attempt> attempts, Optional<Planned> served, Shortfall shortfall) {
    return decision(served(served, shortfall), attempts, List.of());
  }

  /**
   * As it stands when this answer was kept.
   *
   * @param attempts that came to nothing before it was looked for
   */
  Decision kept(Hit hit, List<Attempt> attempts) {
    boolean stale = hit.account().stale();
    String reason =
        classification.reason()
            + (stale ? "; no model answered" : "")
            + "; answered from the cache";
    List<String> degraded =
        stale
            ? List.of("nobody could answer now: the answer is " + age(hit.account().age()) + " old")
            : plan.degraded(hit.kept().tier(), hit.kept().model().orElse(""));
    Kept kept = hit.kept();
    Served served =
        new Served(
            Optional.of(kept.tier()), kept.model(), false, degraded, Optional.empty(), reason);
    return decision(served, attempts, List.of());
  }

  private static String age(Duration age) {
    if (age.toHours() >= 2) {
      return age.toHours() + " h";
    }
    return age.toMinutes() >= 2 ? age.toMinutes() + " min" : age.toSeconds() + " s";
  }

  private Decision decision(
      Served served, List<Attempt> attempts, List<StrategyPreview> strategies) {
    return new Decision(
        classification.tier(),
        served.tier(),
        served.model(),
        served.unpriced(),
        classification.score(),
        classification.confidence(),
        classification.tierProbabilities(),
        classification.gain(),
        classification.bumped(),
        signals(),
        plan.strategy(),
        fleet.budget().mode(),
        arm,
        plan.shown(),
        plan.skipped(),
        attempts,
        served.degraded(),
        served.reduction(),
        strategies,
        served.reason());
  }

  private List<Signal> signals() {
    List<Signal> signals = new ArrayList<>(classification.signals());
    plan.gain().ifPresent(signals::add);
    return signals;
  }

  private Served served(Optional<Planned> planned, Shortfall shortfall) {
    Optional<Model> model = planned.map(Planned::model);
    return new Served(
        model.map(Model::tier),
        model.map(Model::name),
        model.filter(serving -> serving.prices().isEmpty()).isPresent(),
        planned.map(serving -> degraded(serving, shortfall)).orElseGet(List::of),
        shortfall.reduction(),
        reason(model));
  }

  private List<String> degraded(Planned serving, Shortfall shortfall) {
    String name = serving.model().name();
    List<String> degraded = new ArrayList<>(plan.degraded(serving.model()));
    if (serving.lastResort()) {
      degraded.add("nobody else could answer: " + name + " was asked although it fails often");
    }
    degraded.addAll(shortfall.inWords(name));
    return degraded;
  }

  private String reason(Optional<Model> model) {
    if (model.isEmpty()) {
      String why = plan.first().isEmpty() ? "no model can serve it" : "no model answered";
      return classification.reason() + "; " + why;
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

  /** Who serves, how that falls short of what was wanted, and why it is they. */
  private record Served(
      Optional<Tier> tier,
      Optional<String> model,
      boolean unpriced,
      List<String> degraded,
      Optional<Reduction> reduction,
      String reason) {}
}
