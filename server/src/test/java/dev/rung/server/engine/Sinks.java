package dev.rung.server.engine;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Source;
import java.util.ArrayList;
import java.util.List;

/** Callers: one reads along, one waits for the whole answer, one is interrupted. */
final class Sinks {
  private Sinks() {}

  /** Committed from the first chunk on; goes away after so many, where it is told to. */
  static final class Stream implements ChunkSink {
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final int leavesAfter;

    Stream() {
      this(Integer.MAX_VALUE);
    }

    Stream(int leavesAfter) {
      this.leavesAfter = leavesAfter;
    }

    @Override
    public void accept(Chunk chunk) throws CallerGoneException {
      if (chunks.size() >= leavesAfter) {
        throw new CallerGoneException("hung up");
      }
      chunks.add(chunk);
    }

    @Override
    public void comesFrom(Source source) {
      sources.add(source);
    }

    @Override
    public boolean committed() {
      return !chunks.isEmpty();
    }

    /** Who was said to answer, in order. */
    List<Source> sources() {
      return sources;
    }

    List<Chunk> chunks() {
      return chunks;
    }

    String text() {
      StringBuilder text = new StringBuilder();
      for (Chunk chunk : chunks) {
        if (chunk instanceof Chunk.Delta delta) {
          text.append(delta.text());
        }
      }
      return text.toString();
    }
  }

  /** Never committed. */
  static final class Collecting implements ChunkSink {
    @Override
    public void accept(Chunk chunk) {}

    @Override
    public boolean committed() {
      return false;
    }
  }

  /** Waits for its reader until it is interrupted, at once. */
  static final class Interrupted implements ChunkSink {
    @Override
    public void accept(Chunk chunk) throws InterruptedException {
      throw new InterruptedException();
    }

    @Override
    public boolean committed() {
      return false;
    }
  }
}
