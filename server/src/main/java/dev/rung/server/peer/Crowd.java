package dev.rung.server.peer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections of one port: at most so many, and at most so many of one peer. Remembers a peer
 * only while it has a connection.
 */
public final class Crowd {
  private final int most;
  private final int mostOfOne;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<Peer, Integer> each = new ConcurrentHashMap<>();

  /**
   * @param most connections at once
   * @param mostOfOne of them, from one peer
   */
  public Crowd(int most, int mostOfOne) {
    if (most < 1 || mostOfOne < 1) {
      throw new IllegalArgumentException("connections must be 1 or more");
    }
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /** Whether there was room for one more; each that entered leaves once. */
  public boolean enter(Peer peer) {
    if (all.incrementAndGet() > most) {
      all.decrementAndGet();
      return false;
    }
    if (each.merge(peer, 1, Integer::sum) > mostOfOne) {
      leave(peer);
      return false;
    }
    return true;
  }

  public void leave(Peer peer) {
    each.computeIfPresent(peer, (_, count) -> count == 1 ? null : count - 1);
    all.decrementAndGet();
  }

  /** How many peers have a connection. */
  int peers() {
    return each.size();
  }
}
