package dev.rung.server.provider.remote.replicate;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;

/** What of an answer was handed on; pieces of a stream, and what a later look adds to them. */
final class Output {
  private final ChunkSink sink;
  private final StringBuilder handedOn = new StringBuilder();

  Output(ChunkSink sink) {
    this.sink = sink;
  }

  boolean isEmpty() {
    return handedOn.isEmpty();
  }

  void add(String piece) throws CallerGoneException, InterruptedException {
    if (!piece.isEmpty()) {
      handedOn.append(piece);
      sink.accept(new Chunk.Delta(piece));
    }
  }

  /**
   * Hands on what is new in this.
   *
   * @return whether it begins with what was handed on before
   */
  boolean continueTo(String all) throws CallerGoneException, InterruptedException {
    if (!all.startsWith(handedOn.toString())) {
      return false;
    }
    add(all.substring(handedOn.length()));
    return true;
  }
}
