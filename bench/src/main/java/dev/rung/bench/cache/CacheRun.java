package dev.rung.bench.cache;

import java.util.function.Consumer;

/** Both benchmarks of the cache. */
public final class CacheRun {
  private CacheRun() {}

  public static void run(Consumer<String> out) {
    LookUps.run(out);
    Replay.run(out);
  }
}
