package dev.rung.server.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Places for the items of batches: each tenant has so many for all its batches together, which take
 * turns. Safe for several threads; nothing waits in here.
 */
final class Shares {
  private final int places;
  private final Map<String, Share> byTenant = new HashMap<>();

  /** Who waits for a place. Told under this object's lock; must not call back. */
  @FunctionalInterface
  interface Waiter {
    void placed();
  }

  /** Of one tenant; gone when nobody has or wants a place. */
  private static final class Share {
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private int taken;
  }

  /** So many for each tenant. */
  Shares(int places) {
    this.places = places;
  }

  /** Whether there was a place; else the waiter is told of one later, once, and has it then. */
  synchronized boolean take(String tenant, Waiter waiter) {
    Share share = byTenant.computeIfAbsent(tenant, _ -> new Share());
    if (share.taken < places) {
      share.taken++;
      return true;
    }
    share.waiting.add(waiter);
    return false;
  }

  /** Gives a place to the one who has waited longest, or back. */
  synchronized void release(String tenant) {
    Share share = byTenant.get(tenant);
    if (share == null || share.taken == 0) {
      throw new IllegalStateException("a place was given back that nobody has");
    }
    Waiter next = share.waiting.poll();
    if (next != null) {
      next.placed();
      return;
    }
    share.taken--;
    if (share.taken == 0) {
      byTenant.remove(tenant);
    }
  }

  /** Waits no longer; false where it was told of a place already. */
  synchronized boolean leave(String tenant, Waiter waiter) {
    Share share = byTenant.get(tenant);
    return share != null && share.waiting.remove(waiter);
  }
}
