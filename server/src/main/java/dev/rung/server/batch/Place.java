package dev.rung.server.batch;

/**
 * A batch's way to its tenant's places: at most one that it waits for, or has and has not given to
 * an item yet. One thread but for the waiter.
 */
final class Place {
  private final Shares shares;
  private final String tenant;
  private final Runnable news;
  private final Shares.Waiter waiter = this::placed;
  private boolean waiting;
  private volatile boolean held;

  /**
   * @param news called when a place has come that was waited for
   */
  Place(Shares shares, String tenant, Runnable news) {
    this.shares = shares;
    this.tenant = tenant;
    this.news = news;
  }

  private void placed() {
    held = true;
    news.run();
  }

  /** Whether it has one; else it waits for one. */
  boolean take() {
    if (held) {
      waiting = false;
      return true;
    }
    if (!waiting) {
      held = shares.take(tenant, waiter);
      waiting = !held;
    }
    return held;
  }

  /** The item that begins has it now, until {@link #release}. */
  void give() {
    held = false;
  }

  /** The item did not begin after all. */
  void takeBack() {
    held = true;
  }

  /** An item has ended. Any thread. */
  void release() {
    shares.release(tenant);
  }

  /** Wants none any more. */
  void leave() {
    if (waiting && shares.leave(tenant, waiter)) {
      waiting = false;
      return;
    }
    waiting = false;
    if (held) {
      held = false;
      shares.release(tenant);
    }
  }
}
