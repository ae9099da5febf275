package dev.rung.server.batch;

import java.util.HashMap;
import java.util.Map;

/** Lets so many batches in, of which one tenant has half at most. Safe for several threads. */
final class Doorway {
  private final int most;
  private final int mostOfTenant;
  private final Map<String, Integer> inside = new HashMap<>();
  private int all;

  Doorway(BatchSettings settings) {
    this.most = settings.calls();
    this.mostOfTenant = settings.callsOfTenant();
  }

  /** Whether there is room; then it must {@link #leave} exactly once. */
  synchronized boolean enter(String tenant) {
    int own = inside.getOrDefault(tenant, 0);
    if (all >= most || own >= mostOfTenant) {
      return false;
    }
    all++;
    inside.put(tenant, own + 1);
    return true;
  }

  synchronized void leave(String tenant) {
    all--;
    int own = inside.getOrDefault(tenant, 0);
    if (own > 1) {
      inside.put(tenant, own - 1);
    } else {
      inside.remove(tenant);
    }
  }
}
