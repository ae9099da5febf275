package dev.rung.server.tenant;

import dev.rung.server.peer.Peer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who shows keys that nobody has. After so many within a minute nothing more from there is looked
 * at until that minute is over, but for what was let in from there before: others may live behind
 * the same address.
 *
 * <p>Safe for several threads; never waits. Bounded: the 10,000 peers that began last, and 10,000
 * good keys with where they came from, which begin anew when they are more.
 */
final class WrongTries {
  private static final Logger LOG = LoggerFactory.getLogger(WrongTries.class);
  private static final long WINDOW = Duration.ofMinutes(1).toNanos();
  private static final int MOST_PEERS = 10_000;
  private static final int MOST_GOOD = 10_000;

  private final int most;
  private final LongSupplier nanoTime;

  /** The one whose minute began first comes first. */
  private final Map<Peer, Tries> tries = new LinkedHashMap<>();

  private final Set<Good> good = ConcurrentHashMap.newKeySet();
  private volatile boolean quiet = true;

  /** Something that was let in, by its hash. */
  private record Good(Peer peer, int shown) {}

  /** How many wrong keys one peer showed since the first of them. */
  private static final class Tries {
    private final long since;
    private int wrong;

    Tries(long since) {
      this.since = since;
    }
  }

  /**
   * @param most wrong keys of one peer in a minute; 0 for any number
   */
  WrongTries(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
  }

  /** How long this is not looked at; absent where it is. */
  Optional<Duration> pause(Peer peer, String shown) {
    if (quiet) {
      return Optional.empty();
    }
    synchronized (tries) {
      long now = nanoTime.getAsLong();
      forget(now);
      return Optional.ofNullable(tries.get(peer))
          .filter(known -> known.wrong >= most)
          .filter(_ -> !good.contains(new Good(peer, shown.hashCode())))
          .map(known -> Duration.ofNanos(WINDOW - (now - known.since)));
    }
  }

  /** It was a key that nobody has. */
  void wrong(Peer peer) {
    if (most == 0) {
      return;
    }
    int count;
    synchronized (tries) {
      long now = nanoTime.getAsLong();
      forget(now);
      Tries known = tries.computeIfAbsent(peer, _ -> new Tries(now));
      known.wrong++;
      count = known.wrong;
      if (tries.size() > MOST_PEERS) {
        removeFirst();
      }
      quiet = false;
    }
    if (count == most) {
      LOG.atWarn()
          .addKeyValue("address", peer)
          .addKeyValue("wrong_keys", count)
          .log("keys from this address are not looked at for the rest of a minute");
    }
  }

  /** It was let in. */
  void right(Peer peer, String shown) {
    Good shownBefore = new Good(peer, shown.hashCode());
    if (most == 0 || good.contains(shownBefore)) {
      return;
    }
    if (good.size() >= MOST_GOOD) {
      good.clear();
    }
    good.add(shownBefore);
  }

  /** How many peers are remembered. */
  int peers() {
    synchronized (tries) {
      return tries.size();
    }
  }

  private void forget(long now) {
    Iterator<Tries> oldest = tries.values().iterator();
    while (oldest.hasNext() && now - oldest.next().since >= WINDOW) {
      oldest.remove();
    }
    quiet = tries.isEmpty();
  }

  private void removeFirst() {
    Iterator<Tries> oldest = tries.values().iterator();
    oldest.next();
    oldest.remove();
  }
}
