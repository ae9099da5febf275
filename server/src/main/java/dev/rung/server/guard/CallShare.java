package dev.rung.server.guard;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Further calls that are paid for by a share of the first ones, so that they stay a share of all
 * traffic. Safe for several threads; never waits.
 *
 * <p>Source: Google, "Site Reliability Engineering", chapter 21.
 */
final class CallShare {
  private static final long ONE = 1_000;

  private final long earned;
  private final long most;
  private final AtomicLong left;

  /**
   * @param share of a further call that each first one earns, 0 to 1
   * @param stock of further calls that are there without any first one, and that are kept at most
   */
  CallShare(double share, int stock) {
    this.earned = Math.round(share * ONE);
    this.most = stock * ONE;
    this.left = new AtomicLong(most);
  }

  /** A first call is made. */
  void called() {
    left.updateAndGet(now -> Math.min(now + earned, most));
  }

  /** Whether a further one may be made, which is taken then. */
  boolean take() {
    return left.getAndUpdate(now -> now >= ONE ? now - ONE : now) >= ONE;
  }
}
