package dev.rung.server.provider.remote;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Usage;

/**
 * Goes away at the first chunk.
 *
 * @param notes keeps what was counted
 */
public record LeavingSink(CollectingSink notes) implements ChunkSink {

  @Override
  public void accept(Chunk chunk) throws CallerGoneException {
    throw new CallerGoneException("hung up");
  }

  @Override
  public void counted(Usage soFar) {
    notes.counted(soFar);
  }

  @Override
  public boolean committed() {
    return false;
  }
}
