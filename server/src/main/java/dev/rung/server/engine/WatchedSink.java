package dev.rung.server.engine;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Source;
import dev.rung.server.generate.Usage;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Another sink, of which others can see whether its reader takes nothing. One request, one thread,
 * but for {@link #stalled}.
 */
final class WatchedSink implements ChunkSink {
  private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

  private final ChunkSink sink;
  private final LongSupplier nanoTime;
  private volatile boolean blocked;
  private volatile long since;

  WatchedSink(ChunkSink sink, LongSupplier nanoTime) {
    this.sink = sink;
    this.nanoTime = nanoTime;
  }

  /** Whether a chunk has waited for the reader for a second. Safe for several threads. */
  boolean stalled() {
    return blocked && nanoTime.getAsLong() - since >= PATIENCE;
  }

  @Override
  public void accept(Chunk chunk) throws CallerGoneException, InterruptedException {
    since = nanoTime.getAsLong();
    blocked = true;
    try {
      sink.accept(chunk);
    } finally {
      blocked = false;
    }
  }

  @Override
  public boolean committed() {
    return sink.committed();
  }

  @Override
  public boolean pays(Money more) {
    return sink.pays(more);
  }

  @Override
  public void comesFrom(Source source) {
    sink.comesFrom(source);
  }

  @Override
  public void counted(Usage soFar) {
    sink.counted(soFar);
  }
}
