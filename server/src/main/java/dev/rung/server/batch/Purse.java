package dev.rung.server.batch;

import dev.rung.server.engine.CostBounds;
import dev.rung.server.generate.Money;

/**
 * The money of one batch, handed out in slices. What was spent and the slices that are out never
 * pass the limit together. Safe for several threads.
 */
final class Purse {
  private long left;
  private int out;

  Purse(Money limit) {
    this.left = limit.nanos();
  }

  /** What an item is given. */
  sealed interface Take {
    record Slice(Money most) implements Take {}

    /** Not now: others may bring something back. */
    record Later() implements Take {}

    /** Nobody will bring anything back. */
    record Never(Money left) implements Take {}
  }

  /**
   * As much as any of its candidates may cost; when that is too much and nobody else has a slice,
   * all that is left, if it covers the first candidate.
   */
  synchronized Take take(CostBounds bounds) {
    if (bounds.most().isZero()) {
      return slice(0);
    }
    if (bounds.most().nanos() <= left) {
      return slice(bounds.most().nanos());
    }
    if (out > 0) {
      return new Take.Later();
    }
    return bounds.first().nanos() <= left ? slice(left) : new Take.Never(new Money(left));
  }

  private Take slice(long nanos) {
    left -= nanos;
    out++;
    return new Take.Slice(new Money(nanos));
  }

  /** Makes a slice larger, if there is so much left now; others are not waited for. */
  synchronized boolean extend(Money more) {
    if (more.nanos() > left) {
      return false;
    }
    left -= more.nanos();
    return true;
  }

  /** Ends a slice; what was not spent of it may be given to others. */
  synchronized void settle(Money slice, Money spent) {
    left += slice.nanos() - spent.nanos();
    out--;
  }
}
