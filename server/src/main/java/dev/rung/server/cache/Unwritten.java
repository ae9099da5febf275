package dev.rung.server.cache;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the last change is not on the disk, the latest so many. An older one is given up, and
 * counted. Safe for several threads.
 */
final class Unwritten {
  private final int most;
  private final Set<CacheKey> keys = new LinkedHashSet<>();
  private long givenUp;

  Unwritten(int most) {
    this.most = most;
  }

  synchronized void add(CacheKey key) {
    keys.remove(key);
    if (keys.size() == most) {
      keys.remove(keys.iterator().next());
      givenUp++;
    }
    keys.add(key);
  }

  /** The oldest ones, at most so many, which it forgets. */
  synchronized List<CacheKey> take(int atMost) {
    List<CacheKey> taken = new ArrayList<>();
    Iterator<CacheKey> each = keys.iterator();
    while (each.hasNext() && taken.size() < atMost) {
      taken.add(each.next());
      each.remove();
    }
    return taken;
  }

  synchronized boolean isEmpty() {
    return keys.isEmpty();
  }

  /** What is not on the disk, given up or not. */
  synchronized long count() {
    return keys.size() + givenUp;
  }
}
