package dev.rung.server.generate;

import java.time.Duration;

/**
 * Where an answer was kept.
 *
 * @param similarity of the request to the one that was answered, 0 to 1
 * @param age since it was made
 * @param saved what it had cost
 * @param stale whether it was kept beyond its time, for want of anything better
 */
public record CacheHit(Kind kind, double similarity, Duration age, Money saved, boolean stale) {
  /** How like the request is to the one that was answered. */
  public enum Kind {
    /** The same but for Unicode form and outer white space. */
    EXACT,
    /** Another wording of it. */
    SIMILAR
  }
}
