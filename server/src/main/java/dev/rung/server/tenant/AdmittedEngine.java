package dev.rung.server.tenant;

import dev.rung.server.engine.CostBounds;
import dev.rung.server.engine.Engine;
import dev.rung.server.engine.RefusedException;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Usage;
import java.util.Optional;

/**
 * Answers one request that the limits of its tenant have let in, and puts right what it was taken
 * for. One thread at a time.
 */
final class AdmittedEngine implements Engine {
  private final Engine engine;
  private final TenantLoad.Place place;

  AdmittedEngine(Engine engine, TenantLoad.Place place) {
    this.engine = engine;
    this.place = place;
  }

  @Override
  public Outcome generate(GenerateRequest request, ChunkSink sink, boolean stream) {
    long used = 0;
    try {
      Optional<GenerateRequest> narrowed = TenantEngine.narrowed(request);
      if (narrowed.isEmpty()) {
        return engine.refuse(request, TenantEngine.outside(request), stream);
      }
      Outcome outcome = engine.generate(narrowed.get(), sink, stream);
      used = tokens(outcome);
      return outcome;
    } finally {
      place.end(used);
    }
  }

  /**
   * What is answered at once takes no tokens; what is not keeps its place for {@link #generate}.
   */
  @Override
  public Optional<Outcome> immediately(GenerateRequest request) {
    Optional<Outcome> outcome = TenantEngine.narrowed(request).flatMap(engine::immediately);
    if (outcome.isPresent()) {
      place.end(0);
    }
    return outcome;
  }

  @Override
  public Decision route(GenerateRequest request, boolean compareStrategies)
      throws RefusedException {
    return engine.route(request, compareStrategies);
  }

  @Override
  public CostBounds bounds(GenerateRequest request) {
    return engine.bounds(request);
  }

  @Override
  public Outcome refuse(GenerateRequest request, Refusal refusal, boolean stream) {
    return engine.refuse(request, refusal, stream);
  }

  private static long tokens(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered done -> sum(done.answer().usage());
      case Outcome.Failed failed -> attempted(failed.decision());
      case Outcome.Cancelled gone -> attempted(gone.decision());
      case Outcome.Rejected _ -> 0;
    };
  }

  private static long attempted(Optional<Decision> decision) {
    return decision.map(Decision::used).map(AdmittedEngine::sum).orElse(0L);
  }

  private static long sum(Usage usage) {
    return usage.inputTokens() + usage.outputTokens();
  }
}
