package dev.rung.server.engine;

import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import java.util.Optional;

/** Answers requests. */
public interface Engine {

  /**
   * Answers one request on the calling thread.
   *
   * <p>Interrupting the thread ends it as {@link Outcome.Cancelled}, and the far end with it. The
   * request is recorded exactly once before this returns.
   *
   * @param sink where the answer goes while it is made
   * @param stream whether the sink's reader wants it while it is made
   */
  Outcome generate(GenerateRequest request, ChunkSink sink, boolean stream);

  /**
   * The answer if it needs no waiting (a template or a kept answer), so that it may be asked for on
   * an event loop; empty when {@link #generate} is needed. A given answer is recorded.
   */
  Optional<Outcome> immediately(GenerateRequest request);

  /**
   * The decision that {@link #generate} would take, without calling anybody. Never blocks.
   *
   * @param compareStrategies whether every strategy is previewed
   * @throws RefusedException when the request cannot be served as asked
   */
  Decision route(GenerateRequest request, boolean compareStrategies) throws RefusedException;

  /** What {@link #generate} may cost, without calling anybody. Never blocks. */
  CostBounds bounds(GenerateRequest request);

  /**
   * Lets a request in ahead of {@link #generate}, for a caller who would rather wait than be
   * refused for asking too often. Never blocks.
   */
  default Admission admit(GenerateRequest request) {
    return new Admission.Granted(this, () -> {});
  }

  /** Refuses a request that never came this far; it is recorded. */
  default Outcome refuse(GenerateRequest request, Refusal refusal, boolean stream) {
    return new Outcome.Rejected(refusal, Optional.empty());
  }
}
