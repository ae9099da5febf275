package dev.rung.server.app;

import dev.rung.server.engine.CostBounds;
import dev.rung.server.engine.Engine;
import dev.rung.server.engine.RefusedException;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import java.util.Optional;

/**
 * The engine in force. A reload puts another one in its place; requests end with the one they began
 * with. Safe for several threads.
 */
final class SwitchableEngine implements Engine {
  private volatile Engine current;

  SwitchableEngine(Engine first) {
    this.current = first;
  }

  void switchTo(Engine next) {
    current = next;
  }

  @Override
  public Outcome generate(GenerateRequest request, ChunkSink sink, boolean stream) {
    return current.generate(request, sink, stream);
  }

  @Override
  public Optional<Outcome> immediately(GenerateRequest request) {
    return current.immediately(request);
  }

  @Override
  public Outcome refuse(GenerateRequest request, Refusal refusal, boolean stream) {
    return current.refuse(request, refusal, stream);
  }

  @Override
  public Decision route(GenerateRequest request, boolean compareStrategies)
      throws RefusedException {
    return current.route(request, compareStrategies);
  }

  @Override
  public CostBounds bounds(GenerateRequest request) {
    return current.bounds(request);
  }
}
