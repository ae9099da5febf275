package dev.rung.bench.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What was not wanted for longest goes first, whatever it is worth (LRU). */
final class LeastRecent implements Policy {
  private final long most;
  private final ToLongFunction<Asked> size;
  private final Map<Integer, Long> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param size what an answer takes, counted as the other policy counts it
   */
  LeastRecent(long most, ToLongFunction<Asked> size) {
    this.most = most;
    this.size = size;
  }

  @Override
  public boolean hits(Asked asked) {
    if (kept.get(asked.number()) != null) {
      return true;
    }
    long needed = size.applyAsLong(asked);
    if (needed <= most) {
      makeRoom(needed);
      kept.put(asked.number(), needed);
      bytes += needed;
    }
    return false;
  }

  private void makeRoom(long needed) {
    Iterator<Long> eldest = kept.values().iterator();
    while (bytes + needed > most) {
      bytes -= eldest.next();
      eldest.remove();
    }
  }
}
