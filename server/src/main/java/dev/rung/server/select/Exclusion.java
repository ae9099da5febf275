package dev.rung.server.select;

import dev.rung.server.generate.Skipped;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Model;

/** A model that may not be asked, and why. */
public record Exclusion(String model, Tier tier, Kind kind, String reason) {

  /** What it falls short of. */
  public enum Kind {
    /** To others, but not to the caller. */
    NOT_ALLOWED,
    NOT_READY,
    /** Left alone for a while after failures, or because its provider asked for that. */
    RESTING,
    /** Of other models, where the request or the strategy asks for certain ones. */
    NOT_ASKED,
    OUTSIDE_TIERS,
    CAPABILITY,
    CONTEXT,
    QUALITY,
    COST,
    TIME,
    BUDGET;

    /** Whether the model may serve an equal request of the same caller later. */
    boolean mayPass() {
      return switch (this) {
        case NOT_ALLOWED, OUTSIDE_TIERS, CAPABILITY, CONTEXT -> false;
        case NOT_READY, RESTING, NOT_ASKED, QUALITY, COST, TIME, BUDGET -> true;
      };
    }
  }

  /** Of a model that the caller may not use, whatever else it falls short of. */
  static Exclusion notAllowed(Model model) {
    return new Exclusion(
        model.name(), model.tier(), Kind.NOT_ALLOWED, "is not allowed to this tenant");
  }

  Skipped skipped() {
    return new Skipped(model, reason);
  }
}
