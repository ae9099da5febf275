package dev.rung.server.engine;

import dev.rung.server.classify.Classification;
import dev.rung.server.generate.Arm;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.FallbackPolicy;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.StrategyPreview;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Advice;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Roster;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.ModelState;
import dev.rung.server.select.Plan;
import dev.rung.server.select.Planned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Steps 2 to 5 of the path: how hard the task is, and who is asked in which order. */
final class Deciding {
  private final Rooms rooms;
  private final EngineSettings settings;

  Deciding(Rooms rooms, EngineSettings settings) {
    this.rooms = rooms;
    this.settings = settings;
  }

  /**
   * @throws RefusedException when the request names a model that does not exist
   */
  Decided decide(GenerateRequest request, Roster roster) throws RefusedException {
    Fleet fleet = rooms.fleets().picture(roster, request.caller());
    if (request.limits().model().isPresent()) {
      return named(request, request.limits().model().get(), roster, fleet);
    }
    if (!settings.routingEnabled()) {
      return switchedOff(request, roster, fleet);
    }
    Classification classification = classify(request);
    Optional<Arm> arm = rooms.experiments().arm(request, classification.tier());
    Plan plan = rooms.selector().select(request, classification, arm, fleet);
    return new Decided(classification, arm, withFallback(request, plan), fleet, true);
  }

  private Classification classify(GenerateRequest request) {
    return rooms.classifier().classify(request.prompt(), request.hints());
  }

  private static Plan withFallback(GenerateRequest request, Plan plan) {
    boolean onlyFirst = request.limits().fallback() == FallbackPolicy.NONE;
    return onlyFirst ? plan.firstOnly() : plan;
  }

  private Decided named(GenerateRequest request, String name, Roster roster, Fleet fleet)
      throws RefusedException {
    Optional<Listed> listed = roster.find(name);
    if (listed.isEmpty()) {
      List<String> known = names(roster, request.caller());
      throw new RefusedException(
          known.isEmpty() && !roster.models().isEmpty()
              ? Refusals.nothingAllowed(name, request.caller())
              : Refusals.unknownModel(name, known, roster.advice()));
    }
    Model model = listed.get().model();
    if (!mayUse(request.caller(), model)) {
      throw new RefusedException(Refusals.notAllowed(model.name(), request.caller()));
    }
    String reason = "the request names " + listed.get().model().name();
    return pinned(request, listed.get(), fleet, reason);
  }

  private static boolean mayUse(Caller caller, Model model) {
    return caller.rights().allows(model.tier(), model.name(), model.aliases());
  }

  /** Of the models that the caller may name. */
  private static List<String> names(Roster roster, Caller caller) {
    return roster.models().stream()
        .map(Listed::model)
        .filter(model -> mayUse(caller, model))
        .flatMap(model -> Stream.concat(Stream.of(model.name()), model.aliases().stream()))
        .toList();
  }

  private Decided switchedOff(GenerateRequest request, Roster roster, Fleet fleet)
      throws RefusedException {
    Optional<Listed> target =
        settings.defaultModel().isPresent()
            ? roster.find(settings.defaultModel().get())
            : firstReady(fleet).flatMap(roster::find);
    if (target.isEmpty()) {
      throw new RefusedException(Refusals.noDefaultModel(settings.defaultModel(), roster.advice()));
    }
    String name = target.get().model().name();
    return pinned(request, target.get(), fleet, "routing is off: everything goes to " + name);
  }

  private static Optional<String> firstReady(Fleet fleet) {
    return fleet.models().stream()
        .filter(state -> state.notReady().isEmpty() && !state.model().onRequest())
        .findFirst()
        .map(state -> state.model().name());
  }

  private Decided pinned(GenerateRequest request, Listed listed, Fleet fleet, String reason) {
    Classification classification = unclassified(listed.model().tier(), reason);
    Plan plan = rooms.selector().pin(request, classification, state(listed, fleet), fleet);
    if (request.limits().fallback() == FallbackPolicy.ALLOW) {
      plan = plan.followedBy(others(request, fleet));
    }
    return new Decided(classification, Optional.empty(), plan, fleet, false);
  }

  private Plan others(GenerateRequest request, Fleet fleet) {
    return rooms.selector().select(request, classify(request), Optional.empty(), fleet);
  }

  private static ModelState state(Listed listed, Fleet fleet) {
    return fleet.models().stream()
        .filter(state -> state.model().name().equals(listed.model().name()))
        .findFirst()
        .orElseGet(() ->
            new ModelState(
                listed.model(),
                listed.model().latencyPrior(),
                listed.model().qualityPrior(),
                Optional.of(listed.notReady().orElse("is out of reach"))));
  }

  private static Classification unclassified(Tier tier, String reason) {
    Tier ranked = tier.ranked() ? tier : Tier.MEDIUM;
    return new Classification(
        ranked, 0, 0, List.of(), OptionalDouble.empty(), false, false, List.of(), reason);
  }

  /** What every strategy of this version would choose. */
  List<StrategyPreview> compare(GenerateRequest request, Decided decided, Advice advice) {
    List<StrategyPreview> previews = new ArrayList<>();
    for (Strategy strategy : Strategy.offered()) {
      Plan plan =
          rooms.selector().select(request, decided.classification(), strategy, decided.fleet());
      previews.add(
          new StrategyPreview(
              strategy,
              plan.first().map(Planned::candidate),
              decided.classification().confidence(),
              plan.first().isPresent()
                  ? ""
                  : Refusals.nobody(plan, decided.fleet(), advice, request.caller()).message()));
    }
    return previews;
  }
}
