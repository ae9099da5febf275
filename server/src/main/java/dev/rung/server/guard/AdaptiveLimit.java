package dev.rung.server.guard;

import java.util.function.LongSupplier;

/**
 * How many calls may be in flight at one provider: fewer after each sign that it has too much to
 * do, slowly more while they are used and go well. Safe for several threads; never waits.
 *
 * <p>A sign of congestion cuts the limit to three quarters of what is in flight, once for all calls
 * that were made before the cut. Each call that goes well while at least half of the limit is used
 * adds {@code 1 / sqrt(limit)}, so that a whole round of calls adds the square root of the limit.
 * It begins at its upper bound, since most providers have no limit that we would meet.
 *
 * <p>Source: additive increase and multiplicative decrease as in TCP (Jacobson, "Congestion
 * Avoidance and Control", 1988) and Netflix's concurrency-limits (AIMDLimit; the square root from
 * its Gradient2Limit). Their limits by latency do not fit here: a call takes as long as its answer
 * is long.
 */
final class AdaptiveLimit {
  private static final double CUT = 0.75;

  private final AdaptiveSettings settings;
  private final LongSupplier nanoTime;
  private double limit;
  private int inFlight;
  private long cutAt;

  /** What a call tells about how busy its provider is. */
  enum Sign {
    GOOD,
    CONGESTED,
    NONE
  }

  AdaptiveLimit(AdaptiveSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.limit = settings.most();
    this.cutAt = nanoTime.getAsLong();
  }

  /** Lets one more call in, which must {@link #leave}. */
  synchronized boolean enter() {
    if (inFlight >= (int) limit) {
      return false;
    }
    inFlight++;
    return true;
  }

  /** Takes note of a call that is still in flight. */
  synchronized void tell(Sign sign, long begun) {
    if (!settings.enabled()) {
      return;
    }
    switch (sign) {
      case GOOD -> grow();
      case CONGESTED -> cut(begun);
      case NONE -> {
        // Says nothing about the provider.
      }
    }
  }

  synchronized void leave() {
    inFlight--;
  }

  synchronized int limit() {
    return (int) limit;
  }

  synchronized int inFlight() {
    return inFlight;
  }

  private void grow() {
    if (inFlight * 2 >= (int) limit) {
      limit = Math.min(settings.most(), limit + 1 / Math.sqrt(limit));
    }
  }

  private void cut(long begun) {
    if (begun - cutAt < 0) {
      return;
    }
    limit = Math.max(settings.least(), Math.min(limit, inFlight) * CUT);
    cutAt = nanoTime.getAsLong();
  }
}
