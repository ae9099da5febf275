package dev.rung.server.call;

import dev.rung.server.engine.CostBounds;
import dev.rung.server.engine.Engine;
import dev.rung.server.engine.RefusedException;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An engine that does what a test says, and keeps what it was asked. */
public final class ScriptedEngine implements Engine {

  /** The work of one request. */
  @FunctionalInterface
  public interface Script {
    Outcome run(GenerateRequest request, ChunkSink sink)
        throws CallerGoneException, InterruptedException;
  }

  /** A dry run. */
  @FunctionalInterface
  public interface Router {
    Decision route(GenerateRequest request, boolean compareStrategies) throws RefusedException;
  }

  private final List<GenerateRequest> asked = new CopyOnWriteArrayList<>();
  private volatile Script script = (request, sink) -> Samples.answered(request, "pong");
  private volatile Function<GenerateRequest, Optional<Outcome>> immediately =
      request -> Optional.empty();
  private volatile Function<GenerateRequest, CostBounds> bounds = request -> CostBounds.NOTHING;
  private volatile Router router = (request, compare) -> Samples.DECISION;

  public ScriptedEngine generates(Script work) {
    this.script = work;
    return this;
  }

  public ScriptedEngine answersImmediately(Function<GenerateRequest, Optional<Outcome>> work) {
    this.immediately = work;
    return this;
  }

  public ScriptedEngine routes(Router work) {
    this.router = work;
    return this;
  }

  public ScriptedEngine costs(Function<GenerateRequest, CostBounds> most) {
    this.bounds = most;
    return this;
  }

  /** Every request, in the order of arrival. */
  public List<GenerateRequest> asked() {
    return asked;
  }

  @Override
  public Outcome generate(GenerateRequest request, ChunkSink sink, boolean stream) {
    try {
      return script.run(request, sink);
    } catch (CallerGoneException | InterruptedException gone) {
      return new Outcome.Cancelled(Optional.empty(), Optional.of(Samples.DECISION));
    }
  }

  @Override
  public Optional<Outcome> immediately(GenerateRequest request) {
    asked.add(request);
    return immediately.apply(request);
  }

  @Override
  public Decision route(GenerateRequest request, boolean compareStrategies)
      throws RefusedException {
    asked.add(request);
    return router.route(request, compareStrategies);
  }

  @Override
  public CostBounds bounds(GenerateRequest request) {
    return bounds.apply(request);
  }
}
