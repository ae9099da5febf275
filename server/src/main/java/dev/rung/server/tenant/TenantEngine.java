package dev.rung.server.tenant;

import dev.rung.server.engine.Admission;
import dev.rung.server.engine.CostBounds;
import dev.rung.server.engine.Engine;
import dev.rung.server.engine.RefusedException;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.Rights;
import dev.rung.server.generate.Tier;
import dev.rung.server.select.TokenEstimate;
import java.util.List;
import java.util.Optional;

/**
 * Holds every request to the limits of its tenant on its way to the engine: how many at once and in
 * a minute, how many tokens, and which tiers. Tokens are taken as estimated and put right by what
 * was used. Safe for several threads.
 */
public final class TenantEngine implements Engine {
  /** Of an answer whose request does not bound it. */
  private static final int USUAL_OUTPUT = 256;

  private final Engine engine;
  private final Tenants tenants;

  public TenantEngine(Engine engine, Tenants tenants) {
    this.engine = engine;
    this.tenants = tenants;
  }

  @Override
  public Outcome generate(GenerateRequest request, ChunkSink sink, boolean stream) {
    Optional<GenerateRequest> narrowed = narrowed(request);
    if (narrowed.isEmpty()) {
      return engine.refuse(request, outside(request), stream);
    }
    TenantLoad.Taken taken = take(request);
    if (taken.place().isEmpty()) {
      return engine.refuse(request, full(request.caller(), taken), stream);
    }
    return new AdmittedEngine(engine, taken.place().get()).generate(narrowed.get(), sink, stream);
  }

  /** What is answered at once counts as a request; what is not is counted when it is made. */
  @Override
  public Optional<Outcome> immediately(GenerateRequest request) {
    Optional<GenerateRequest> narrowed = narrowed(request);
    if (narrowed.isEmpty()) {
      return Optional.of(engine.refuse(request, outside(request), false));
    }
    TenantLoad.Taken taken = take(request);
    if (taken.place().isEmpty()) {
      return Optional.of(engine.refuse(request, full(request.caller(), taken), false));
    }
    TenantLoad.Place place = taken.place().get();
    try {
      return new AdmittedEngine(engine, place).immediately(narrowed.get());
    } finally {
      place.giveBack();
    }
  }

  @Override
  public Admission admit(GenerateRequest request) {
    if (narrowed(request).isEmpty()) {
      return new Admission.Granted(this, () -> {});
    }
    TenantLoad.Taken taken = take(request);
    if (taken.place().isEmpty()) {
      return new Admission.Later(taken.full().orElseThrow().pause());
    }
    TenantLoad.Place place = taken.place().get();
    return new Admission.Granted(new AdmittedEngine(engine, place), place::giveBack);
  }

  /** A decision is a request that takes no tokens. */
  @Override
  public Decision route(GenerateRequest request, boolean compareStrategies)
      throws RefusedException {
    Optional<GenerateRequest> narrowed = narrowed(request);
    if (narrowed.isEmpty()) {
      throw new RefusedException(outside(request));
    }
    TenantLoad.Taken taken = tenants.take(request.caller().tenant(), 0);
    if (taken.place().isEmpty()) {
      throw new RefusedException(full(request.caller(), taken));
    }
    TenantLoad.Place place = taken.place().get();
    try {
      return engine.route(narrowed.get(), compareStrategies);
    } finally {
      place.end(0);
    }
  }

  @Override
  public CostBounds bounds(GenerateRequest request) {
    return narrowed(request).map(engine::bounds).orElse(CostBounds.NOTHING);
  }

  @Override
  public Outcome refuse(GenerateRequest request, Refusal refusal, boolean stream) {
    return engine.refuse(request, refusal, stream);
  }

  private TenantLoad.Taken take(GenerateRequest request) {
    long expected =
        TokenEstimate.of(request.prompt(), request.hints()).expected()
            + request.sampling().maxTokens().orElse(USUAL_OUTPUT);
    return tenants.take(request.caller().tenant(), expected);
  }

  /** The request within its tenant's tiers; absent where nothing is left of its own. */
  static Optional<GenerateRequest> narrowed(GenerateRequest request) {
    Rights rights = request.caller().rights();
    if (rights.minTier().isEmpty() && rights.maxTier().isEmpty()) {
      return Optional.of(request);
    }
    Limits own = request.limits();
    Optional<Tier> max = own.maxTier().isEmpty() ? rights.maxTier() : lower(own, rights);
    boolean tooHigh = isAbove(own.minTier(), max);
    boolean tooLow = isAbove(rights.minTier(), own.maxTier());
    return tooHigh || tooLow
        ? Optional.empty()
        : Optional.of(request.within(own.between(own.minTier(), max)));
  }

  private static boolean isAbove(Optional<Tier> one, Optional<Tier> other) {
    return one.isPresent() && other.isPresent() && one.get().level() > other.get().level();
  }

  private static Optional<Tier> lower(Limits own, Rights rights) {
    return own.maxTier()
        .map(tier -> rights.maxTier().filter(max -> max.level() < tier.level()).orElse(tier));
  }

  static Refusal outside(GenerateRequest request) {
    return Refusal.of(
        Reason.NOT_ALLOWED,
        "The tenant "
            + request.caller().tenant()
            + " may use "
            + request.caller().rights().text()
            + ": change min_tier and max_tier, or ask the operator for more.");
  }

  private static Refusal full(Caller caller, TenantLoad.Taken taken) {
    TenantLoad.Full full = taken.full().orElseThrow();
    return new Refusal(
        Reason.RATE_LIMITED,
        "The tenant "
            + caller.tenant()
            + " may make "
            + full.what()
            + ": wait, or ask the operator for more.",
        Optional.empty(),
        Optional.of(full.pause()),
        Optional.empty(),
        List.of());
  }
}
