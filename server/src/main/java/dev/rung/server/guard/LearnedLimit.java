package dev.rung.server.guard;

import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.Allowance.Refill;
import java.time.Duration;

/**
 * What is left of one limit that a provider told us of, reckoned on from its last word. Not safe
 * for several threads: its owner takes care of that.
 *
 * <p>A word holds for the moment at which its call was made: what was made after that call is taken
 * off. In between a steady limit fills up evenly, such that it is full at its reset; another one is
 * full at its reset and gets nothing before. Where no further word comes, that one is taken to be
 * full again after as long a time, a second at least. Where the whole limit is not known, it is no
 * limit after its reset.
 */
final class LearnedLimit {
  private static final double MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final long SHORTEST_WINDOW = Duration.ofSeconds(1).toNanos();

  private final long most;
  private final boolean steady;
  private final double perNano;
  private final long window;
  private final long madeBefore;
  private double left;
  private long resetAt;
  private long at;

  /**
   * @param before what was known so far, for how fast a limit fills up that is full
   * @param made when the call was made that brought this word, as the clock counts
   * @param madeBefore the number of that call
   * @param later what calls after that one have taken
   */
  LearnedLimit(Allowance said, double before, long made, long madeBefore, double later) {
    boolean known = said.limit().isPresent();
    long reset = Math.min(said.reset().toNanos(), Verdict.LONGEST_PAUSE.toNanos());
    this.most = known ? Math.max(said.limit().getAsLong(), said.remaining()) : Long.MAX_VALUE;
    this.resetAt = made + reset;
    this.window = Math.max(reset, SHORTEST_WINDOW);
    this.steady = known && said.refill() == Refill.STEADY;
    this.perNano = steady ? speed(most - said.remaining(), reset, before) : 0;
    this.madeBefore = madeBefore;
    this.left = said.remaining() - later;
    this.at = made;
  }

  /** A limit that is full says nothing of how fast it fills up. */
  private double speed(long missing, long reset, double before) {
    if (missing > 0 && reset > 0) {
      return (double) missing / reset;
    }
    return before > 0 ? before : most / MINUTE_NANOS;
  }

  /** How much comes back in a nanosecond. */
  double perNano() {
    return perNano;
  }

  /** Whether this is older than a word that this call brings. */
  boolean isOlderThan(long call) {
    return call > madeBefore;
  }

  /** How long to wait until so much can be taken; zero where it can be now. */
  Duration wait(long wanted, long now) {
    reckon(now);
    long needed = Math.min(wanted, most);
    if (left >= needed) {
      return Duration.ZERO;
    }
    double nanos = steady ? (needed - left) / perNano : (double) (resetAt - now);
    double longest = (double) Verdict.LONGEST_PAUSE.toNanos();
    return Duration.ofNanos((long) Math.clamp(Math.ceil(nanos), 1, longest));
  }

  void take(double amount) {
    left -= amount;
  }

  private void reckon(long now) {
    if (steady) {
      left = Math.min((double) most, left + perNano * (now - at));
    } else if (now - resetAt >= 0) {
      left = (double) most;
      resetAt = now + window;
    }
    at = now;
  }
}
