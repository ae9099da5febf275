package dev.rung.server.batch;

import dev.rung.server.batch.Purse.Take;
import dev.rung.server.engine.Admission;
import dev.rung.server.engine.CostBounds;
import dev.rung.server.engine.Engine;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Money;
import java.time.Duration;
import java.util.Optional;

/** An item whose turn it is, and the money and the place that it was given. One thread. */
final class Turn {
  private final String id;
  private final GenerateRequest request;
  private Optional<CostBounds> bounds = Optional.empty();
  private Optional<Take> taken = Optional.empty();
  private Optional<Purse> from = Optional.empty();
  private Optional<Admission.Granted> admitted = Optional.empty();

  Turn(String id, GenerateRequest request) {
    this.id = id;
    this.request = request;
  }

  /** The caller's own name for it. */
  String id() {
    return id;
  }

  GenerateRequest request() {
    return request;
  }

  /** What the purse says; a slice is taken once. */
  Take money(Purse purse, Engine engine) {
    if (taken.isEmpty() || !(taken.get() instanceof Take.Slice)) {
      CostBounds known = bounds.orElseGet(() -> engine.bounds(request));
      bounds = Optional.of(known);
      taken = Optional.of(purse.take(known));
      from = Optional.of(purse);
    }
    return taken.get();
  }

  /** The money that it was given; absent where the batch has no limit. */
  Optional<Money> slice() {
    return taken.flatMap(
        take -> take instanceof Take.Slice(Money most) ? Optional.of(most) : Optional.empty());
  }

  /** How long its tenant has to wait; empty once it was let in, which it is once. */
  Optional<Duration> admit(Engine engine) {
    if (admitted.isPresent()) {
      return Optional.empty();
    }
    return switch (engine.admit(request)) {
      case Admission.Later(Duration pause) -> Optional.of(pause);
      case Admission.Granted granted -> {
        admitted = Optional.of(granted);
        yield Optional.empty();
      }
    };
  }

  /** Who answers it: whoever let it in. */
  Engine engine(Engine other) {
    return admitted.map(Admission.Granted::engine).orElse(other);
  }

  /** It is not answered after all: its money and its place go to others. Once. */
  void giveBack() {
    admitted.ifPresent(granted -> granted.giveBack().run());
    from.ifPresent(purse -> slice().ifPresent(most -> purse.settle(most, Money.ZERO)));
  }

  /** What the item itself allows. */
  Optional<Money> ownLimit() {
    return request.limits().maxCost();
  }

  /** What it may cost by what is known of its models. */
  Money wanted() {
    return bounds.orElse(CostBounds.NOTHING).first();
  }

  /** The request as it is asked: within its slice, and until this deadline. */
  GenerateRequest within(Deadline deadline) {
    return new GenerateRequest(
        request.id(),
        request.caller(),
        request.prompt(),
        request.sampling(),
        slice().map(most -> within(request.limits(), most)).orElse(request.limits()),
        request.hints(),
        deadline);
  }

  private static Limits within(Limits limits, Money most) {
    Money cost = limits.maxCost().filter(own -> most.isMoreThan(own)).orElse(most);
    return new Limits(
        limits.model(),
        limits.minTier(),
        limits.maxTier(),
        limits.strategy(),
        Optional.of(cost),
        limits.minQuality(),
        limits.cache(),
        limits.similar(),
        limits.fallback(),
        limits.templates(),
        limits.experimentKey());
  }
}
