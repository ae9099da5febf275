package dev.rung.server.provider.local;

import dev.rung.local.TokenListener;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import java.util.Optional;

/** Hands text on to a sink, and ends the answer when nobody wants it any more. One thread. */
final class Forwarding implements TokenListener {
  private final ChunkSink sink;
  private Optional<CallerGoneException> gone = Optional.empty();
  private Optional<InterruptedException> interrupted = Optional.empty();

  Forwarding(ChunkSink sink) {
    this.sink = sink;
  }

  @Override
  public boolean onText(String piece) {
    try {
      sink.accept(new Chunk.Delta(piece));
      return true;
    } catch (CallerGoneException e) {
      gone = Optional.of(e);
    } catch (InterruptedException e) {
      interrupted = Optional.of(e);
    }
    return false;
  }

  /** Throws what ended the answer early. */
  void rethrow() throws CallerGoneException, InterruptedException {
    if (gone.isPresent()) {
      throw gone.get();
    }
    if (interrupted.isPresent()) {
      throw interrupted.get();
    }
  }
}
