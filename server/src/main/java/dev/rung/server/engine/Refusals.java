package dev.rung.server.engine;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Quota;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.Tier;
import dev.rung.server.select.Exclusion;
import dev.rung.server.select.Plan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What callers are told when they get no answer; each text says what to change. */
final class Refusals {
  private static final String WHAT_TO_DO =
      "Set OPENAI_API_KEY, start Ollama, or put a checkpoint into models/.";
  private static final List<Tier> TIERS =
      List.of(Tier.TINY, Tier.SMALL, Tier.MEDIUM, Tier.LARGE, Tier.LOCAL_FALLBACK);

  private Refusals() {}

  static Refusal unknownModel(String name, List<String> known) {
    List<String> nearest = NearestNames.of(name, known);
    String hint =
        nearest.isEmpty()
            ? "No model is configured. " + WHAT_TO_DO
            : "Nearest: " + String.join(", ", nearest) + ".";
    return new Refusal(
        Reason.UNKNOWN_MODEL,
        "There is no model or alias \"" + name + "\". " + hint,
        Optional.of("model"),
        Optional.empty(),
        Optional.empty(),
        nearest);
  }

  static Refusal noDefaultModel(Optional<String> configured) {
    String message =
        configured
            .map(name ->
                "Routing is off and its default model \""
                    + name
                    + "\" does not exist. "
                    + "Correct routing.default_model.")
            .orElse("Routing is off and no model is ready. " + WHAT_TO_DO);
    return Refusal.of(Reason.NO_MODEL, message);
  }

  /** For a plan without candidates: what each model or tier lacks. */
  static Refusal nobody(Plan plan) {
    return Refusal.of(reason(plan), "No model can serve this request. " + lacks(plan));
  }

  private static Reason reason(Plan plan) {
    List<Exclusion.Kind> asked =
        plan.excluded().stream()
            .map(Exclusion::kind)
            .filter(kind -> kind != Exclusion.Kind.NOT_READY)
            .toList();
    if (asked.isEmpty()) {
      return Reason.NO_MODEL;
    }
    if (asked.contains(Exclusion.Kind.BUDGET)) {
      return Reason.BUDGET_EXCEEDED;
    }
    if (asked.contains(Exclusion.Kind.COST)) {
      return Reason.COST_LIMIT;
    }
    if (asked.contains(Exclusion.Kind.CONTEXT)) {
      return Reason.CONTEXT_TOO_LONG;
    }
    return asked.contains(Exclusion.Kind.CAPABILITY) || asked.contains(Exclusion.Kind.QUALITY)
        ? Reason.MODEL_UNABLE
        : Reason.NO_MODEL;
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
    return tiers + ". " + WHAT_TO_DO;
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
            + quota.left()
            + " left"
            + renews
            + ": raise it, wait, or ask for a cheaper model.",
        Optional.empty(),
        Optional.empty(),
        Optional.of(quota),
        List.of());
  }

  static Refusal costLimit(Money left) {
    return new Refusal(
        Reason.COST_LIMIT,
        "Earlier attempts left " + left + " of max_cost, too little for another: raise max_cost.",
        Optional.of("max_cost_usd"),
        Optional.empty(),
        Optional.empty(),
        List.of());
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
}
