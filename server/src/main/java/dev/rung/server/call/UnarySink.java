package dev.rung.server.call;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Money;
import java.util.function.Predicate;

/**
 * The sink of a caller who wants the answer in one piece: chunks are dropped, since the answer
 * itself holds all of the text, so another model may take over at any time.
 */
public final class UnarySink implements ChunkSink {
  private final Running running;
  private final Predicate<Money> pays;

  public UnarySink(Running running) {
    this(running, _ -> false);
  }

  /**
   * @param pays whether so much more than the request's limit is paid for
   */
  public UnarySink(Running running, Predicate<Money> pays) {
    this.running = running;
    this.pays = pays;
  }

  @Override
  public void accept(Chunk chunk) throws CallerGoneException {
    if (running.stopped().isPresent()) {
      throw new CallerGoneException("the call was stopped: " + running.stopped().get());
    }
  }

  @Override
  public boolean committed() {
    return false;
  }

  @Override
  public boolean pays(Money more) {
    return pays.test(more);
  }
}
