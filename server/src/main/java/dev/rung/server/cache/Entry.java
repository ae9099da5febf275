package dev.rung.server.cache;

import java.time.Duration;
import java.time.Instant;

/**
 * A kept answer. What changes of it is guarded by the lock of all.
 *
 * <p>Its priority is that of GreedyDual-Size-Frequency: the age of all when it was last wanted,
 * plus how often it was wanted times what it is worth by the byte.
 */
final class Entry {
  /** Measured by what the maps, the tree and the objects of one entry take; rounded up. */
  private static final int OVERHEAD = 480;

  private static final int OVERHEAD_OF_WORDING = 260;
  private static final int OBJECT = 16;

  /** Less may come of requests that take their time beside one another. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  final Place place;
  final String id;
  final long worth;
  final byte[] value;
  final long number;
  final int bytes;
  private Instant at;
  private long wanted;
  private double priority;

  /**
   * @param id of the request that it was made for
   * @param at when it was made
   * @param worth what a hit saves, in nano-dollars
   * @param wanted how often it was
   * @param number unique among them
   */
  Entry(Place place, String id, Instant at, long worth, long wanted, byte[] value, long number) {
    this.place = place;
    this.id = id;
    this.at = at;
    this.worth = worth;
    this.wanted = wanted;
    this.value = value;
    this.number = number;
    this.bytes =
        OVERHEAD
            + OBJECT
            + value.length
            + 2 * (id.length() + place.tenant().length())
            + place.wording().map(wording -> OVERHEAD_OF_WORDING + wording.bytes()).orElse(0);
  }

  /** When it was made; never after the latest time at which it was looked at. */
  Instant at() {
    return at;
  }

  /**
   * Counts its time from now where it was made later than now: a clock that was ahead has been set
   * back.
   *
   * @return whether that was so
   */
  boolean madeBy(Instant now) {
    boolean ahead = at.isAfter(now.plus(SKEW));
    if (ahead) {
      at = now;
    }
    return ahead;
  }

  /** Lower goes first. */
  double priority() {
    return priority;
  }

  long wanted() {
    return wanted;
  }

  /** Must not be among others in an order while this is called. */
  void want(double age) {
    wanted++;
    priority = age + (double) wanted * worth / bytes;
  }

  @Override
  public String toString() {
    return "Entry[" + id + ", " + bytes + " bytes]";
  }
}
