package dev.rung.server.engine;

import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.select.Exclusion;
import dev.rung.server.select.Plan;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request without candidates fails for, and what to change; the most telling comes first.
 */
enum Lack {
  /** Of a model that could serve it otherwise: nothing but a wait is needed. */
  REST(
      Exclusion.Kind.RESTING,
      Reason.OVERLOADED,
      "Try again later, or add a model of another provider."),
  BUDGET(
      Exclusion.Kind.BUDGET,
      Reason.BUDGET_EXCEEDED,
      "Raise the budget, wait until it renews, or add a model that costs nothing."),
  COST(
      Exclusion.Kind.COST,
      Reason.COST_LIMIT,
      "Raise max_cost_usd, or add a model that costs less."),
  CONTEXT(
      Exclusion.Kind.CONTEXT,
      Reason.CONTEXT_TOO_LONG,
      "Shorten the prompt, or add a model with a larger window."),
  CAPABILITY(
      Exclusion.Kind.CAPABILITY,
      Reason.MODEL_UNABLE,
      "Add a model that can, say in its capabilities if one of these can, or ask for less."),
  QUALITY(
      Exclusion.Kind.QUALITY, Reason.MODEL_UNABLE, "Lower min_quality, or add a stronger model."),
  TIERS(
      Exclusion.Kind.OUTSIDE_TIERS,
      Reason.NO_MODEL,
      "Allow more tiers by min_tier and max_tier, or add a model."),
  TIME(Exclusion.Kind.TIME, Reason.NO_MODEL, "Allow a later deadline, or add a faster model."),
  PLACE(Exclusion.Kind.NOT_ASKED, Reason.NO_MODEL, "Ask by another strategy, or add a model."),
  /** What to do depends on what may be reached from here. */
  MODELS(Exclusion.Kind.NOT_READY, Reason.NO_MODEL, ""),
  ALLOWED(
      Exclusion.Kind.NOT_ALLOWED,
      Reason.NOT_ALLOWED,
      "Ask the operator to allow this tenant more models or tiers.");

  private final Exclusion.Kind kind;
  private final Reason reason;
  private final String advice;

  Lack(Exclusion.Kind kind, Reason reason, String advice) {
    this.kind = kind;
    this.reason = reason;
    this.advice = advice;
  }

  static Lack of(Plan plan) {
    Set<Exclusion.Kind> kinds =
        plan.excluded().stream().map(Exclusion::kind).collect(Collectors.toSet());
    for (Lack lack : values()) {
      if (kinds.contains(lack.kind)) {
        return lack;
      }
    }
    return MODELS;
  }

  Reason reason() {
    return reason;
  }

  /** A sentence; empty for models, which whoever knows what may be reached has advice on. */
  String advice() {
    return advice;
  }
}
