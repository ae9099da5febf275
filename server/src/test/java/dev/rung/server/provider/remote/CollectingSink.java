package dev.rung.server.provider.remote;

import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is given. */
public final class CollectingSink implements ChunkSink {
  private final List<Chunk> chunks = new ArrayList<>();

  @Override
  public synchronized void accept(Chunk chunk) {
    chunks.add(chunk);
  }

  @Override
  public boolean committed() {
    return false;
  }

  public synchronized List<Chunk> chunks() {
    return List.copyOf(chunks);
  }

  /** The text of all deltas. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Chunk chunk : chunks()) {
      if (chunk instanceof Chunk.Delta delta) {
        text.append(delta.text());
      }
    }
    return text.toString();
  }
}
