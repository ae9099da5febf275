package dev.rung.server.engine;

import dev.rung.server.budget.Headroom;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Quota;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.provider.Advice;
import dev.rung.server.select.Exclusion;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.ModelState;
import dev.rung.server.select.Plan;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What callers are told when they get no answer; each text says what to change. */
final class Refusals {
  private static final List<Tier> TIERS =
      List.of(Tier.TINY, Tier.SMALL, Tier.MEDIUM, Tier.LARGE, Tier.LOCAL_FALLBACK);

  /** How often the ledger looks whether it can be written again, and some. */
  private static final Duration LEDGER_REST = Duration.ofSeconds(1);

  private static final String TO_PEOPLE =
      "Correct the key, top the account up, or add a model of another provider.";

  private Refusals() {}

  static Refusal unknownModel(String name, List<String> known, Advice advice) {
    List<String> nearest = NearestNames.of(name, known);
    String near =
        nearest.isEmpty()
            ? "No model is configured. " + advice.sentence()
            : "Nearest: " + String.join(", ", nearest) + ".";
    String hint = advice.on(name).map(how -> how + " " + near).orElse(near);
    return new Refusal(
        Reason.UNKNOWN_MODEL,
        "There is no model or alias \"" + name + "\". " + hint,
        Optional.of("model"),
        Optional.empty(),
        Optional.empty(),
        nearest);
  }

  static Refusal notAllowed(String name, Caller caller) {
    return new Refusal(
        Reason.NOT_ALLOWED,
        "The tenant "
            + caller.tenant()
            + " may not use "
            + name
            + ": it may use "
            + caller.rights().text()
            + ".",
        Optional.of("model"),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** For a name that no model has, of a tenant whose rights no model that is there fits. */
  static Refusal nothingAllowed(String name, Caller caller) {
    return new Refusal(
        Reason.NOT_ALLOWED,
        "There is no model or alias \""
            + name
            + "\", and the tenant "
            + caller.tenant()
            + " may use none of those that there are: it may use "
            + caller.rights().text()
            + ". "
            + Lack.ALLOWED.advice(),
        Optional.of("model"),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  static Refusal noDefaultModel(Optional<String> configured, Advice advice) {
    String message =
        configured
            .map(name ->
                "Routing is off and its default model \""
                    + name
                    + "\" does not exist. "
                    + advice.on(name).map(how -> how + " Or correct").orElse("Correct")
                    + " routing.default_model.")
            .orElse("Routing is off and no model is ready. " + advice.sentence());
    return Refusal.of(Reason.NO_MODEL, message);
  }

  /** For a plan without candidates: what each model or tier lacks. */
  static Refusal nobody(Plan plan, Fleet fleet, Advice general, Caller caller) {
    Lack lack = Lack.of(plan);
    List<Hindrance> rests = lack == Lack.REST ? rests(plan, fleet) : List.of();
    if (areForPeople(rests)) {
      return Refusal.of(
          Reason.PROVIDERS_FAILED,
          "No model can serve this request. " + lacks(plan) + " " + TO_PEOPLE);
    }
    // What a single model needs to be ready, it says itself.
    boolean advised = plan.pinned().isEmpty() || lack != Lack.MODELS;
    String advice = advised ? " " + (lack == Lack.MODELS ? general.sentence() : lack.advice()) : "";
    return new Refusal(
        areLimits(rests) ? Reason.RATE_LIMITED : lack.reason(),
        "No model can serve this request. " + lacks(plan) + advice,
        Optional.empty(),
        shortest(rests),
        lack.reason() == Reason.BUDGET_EXCEEDED ? exhausted(plan, fleet, caller) : Optional.empty(),
        List.of());
  }

  /** The budget with the least left among those that kept a model from being asked. */
  private static Optional<Quota> exhausted(Plan plan, Fleet fleet, Caller caller) {
    Set<String> kept = excluded(plan, Exclusion.Kind.BUDGET);
    return fleet.models().stream()
        .map(ModelState::model)
        .filter(model -> kept.contains(model.name()))
        .flatMap(model -> fleet.budget().tightest(model.name(), model.provider()).stream())
        .min(Comparator.comparing(Headroom::left))
        .map(tightest -> tightest.toldTo(caller));
  }

  /** Of the models that nothing else keeps from being asked. */
  private static List<Hindrance> rests(Plan plan, Fleet fleet) {
    Set<String> resting = excluded(plan, Exclusion.Kind.RESTING);
    return fleet.models().stream()
        .filter(state -> resting.contains(state.model().name()))
        .flatMap(state -> state.resting().stream())
        .toList();
  }

  private static Optional<Duration> shortest(List<Hindrance> hindrances) {
    return hindrances.stream().map(Hindrance::left).min(Comparator.naturalOrder());
  }

  /** A trial soon after comes to the same, until somebody has seen to it. */
  private static boolean areForPeople(List<Hindrance> hindrances) {
    return !hindrances.isEmpty()
        && hindrances.stream().allMatch(hindrance -> hindrance.kind().isForPeople());
  }

  private static boolean areLimits(List<Hindrance> hindrances) {
    return !hindrances.isEmpty()
        && hindrances.stream().allMatch(hindrance -> hindrance.kind().isLimit());
  }

  private static Set<String> excluded(Plan plan, Exclusion.Kind why) {
    return plan.excluded().stream()
        .filter(exclusion -> exclusion.kind() == why)
        .map(Exclusion::model)
        .collect(Collectors.toSet());
  }

  private static String lacks(Plan plan) {
    if (plan.pinned().isPresent()) {
      return plan.excluded().stream()
          .map(exclusion -> exclusion.model() + ": " + exclusion.reason() + ".")
          .collect(Collectors.joining(" "));
    }
    String tiers =
        TIERS.stream()
            .map(tier -> tier.label() + ": " + lacks(plan, tier))
            .collect(Collectors.joining("; "));
    return tiers + ".";
  }

  private static String lacks(Plan plan, Tier tier) {
    String lacks =
        plan.excluded().stream()
            .filter(exclusion -> exclusion.tier() == tier)
            .map(exclusion -> exclusion.model() + " " + exclusion.reason())
            .collect(Collectors.joining(", "));
    return lacks.isEmpty() ? "no model" : lacks;
  }

  static Refusal budget(Quota quota) {
    String renews = quota.renews().map(at -> ", renews at " + at).orElse("");
    return new Refusal(
        Reason.BUDGET_EXCEEDED,
        "The budget "
            + quota.scope()
            + " has "
            + quota.left().map(left -> left + " left").orElse("no room for this request")
            + renews
            + ": raise it, wait, or ask for a cheaper model.",
        Optional.empty(),
        Optional.empty(),
        Optional.of(quota),
        List.of());
  }

  /** What would cost money cannot be written down. */
  static Refusal unwritten(String why) {
    return new Refusal(
        Reason.LEDGER_UNAVAILABLE,
        "No able model is free of charge, and " + why,
        Optional.empty(),
        Optional.of(LEDGER_REST),
        Optional.empty(),
        List.of());
  }

  /** Nobody may be called now; who waits for the shortest time may have more luck. */
  static Refusal hindered(List<Hindrance> hindrances, String tried) {
    if (areForPeople(hindrances)) {
      return Refusal.of(
          Reason.PROVIDERS_FAILED, "No able model may be called now. " + tried + ". " + TO_PEOPLE);
    }
    return new Refusal(
        areLimits(hindrances) ? Reason.RATE_LIMITED : Reason.OVERLOADED,
        "No able model may be called now: try again later. " + tried,
        Optional.empty(),
        shortest(hindrances),
        Optional.empty(),
        List.of());
  }

  static Refusal noProvider(String tried) {
    return Refusal.of(
        Reason.NO_MODEL, "No provider of an able model is available: correct providers. " + tried);
  }

  static Refusal cacheMiss() {
    return new Refusal(
        Reason.CACHE_MISS,
        "The request allows cached answers only and none is kept: ask with cache = DEFAULT.",
        Optional.of("cache"),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  static Refusal deadline(String tried) {
    return Refusal.of(
        Reason.DEADLINE,
        "The deadline passed before an answer was complete" + tried + ": allow more time.");
  }

  /** How a request ends on its way through a bug, whose text nobody is told. */
  static Outcome bug() {
    return new Outcome.Failed(Refusal.of(Reason.INTERNAL, ""), Optional.empty(), Optional.empty());
  }
}
