package dev.rung.server.peer;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that the requests at one port may hold together, and those of one peer, so that no peer
 * takes the room of all. Remembers a peer only while it holds some.
 */
public final class Room {
  private final long most;
  private final long mostOfOne;
  private final AtomicLong held = new AtomicLong();
  private final Map<Peer, Long> each = new ConcurrentHashMap<>();

  /** Three quarters of it may be one peer's. */
  public Room(long most) {
    this.most = most;
    this.mostOfOne = Math.max(1, most / 4 * 3);
  }

  /**
   * Whether there was room; what was taken must be given back.
   *
   * @param peer absent where a connection has no address: it counts in all only
   */
  public boolean take(Optional<Peer> peer, long bytes) {
    if (held.addAndGet(bytes) > most) {
      held.addAndGet(-bytes);
      return false;
    }
    if (peer.isPresent() && each.merge(peer.get(), bytes, Long::sum) > mostOfOne) {
      give(peer, bytes);
      return false;
    }
    return true;
  }

  public void give(Optional<Peer> peer, long bytes) {
    peer.ifPresent(
        one -> each.computeIfPresent(one, (_, known) -> known == bytes ? null : known - bytes));
    held.addAndGet(-bytes);
  }

  /** What is held by all. */
  public long held() {
    return held.get();
  }

  /** How many peers hold something. */
  int peers() {
    return each.size();
  }
}
