package dev.rung.server.cache;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The latest purges that were asked for, and how many there have been. Not safe for several
 * threads: {@link KeptAnswers} holds its lock.
 */
final class LatestPurgings {
  private static final int MOST = 256;

  private final Deque<Purging> latest = new ArrayDeque<>();
  private long count;

  long count() {
    return count;
  }

  void add(Purging which) {
    count++;
    latest.addFirst(which);
    if (latest.size() > MOST) {
      latest.removeLast();
    }
  }

  /**
   * Whether it was purged after its question came. Where more purges came meanwhile than are
   * remembered it may have been.
   */
  boolean cover(Entry entry) {
    long since = count - entry.place.purgings();
    return since > latest.size()
        || latest.stream().limit(since).anyMatch(which -> which.covers(entry));
  }
}
