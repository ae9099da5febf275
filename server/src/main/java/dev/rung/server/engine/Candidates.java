package dev.rung.server.engine;

import dev.rung.server.select.Plan;
import dev.rung.server.select.Planned;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom a request asks, in order: the candidates of its plan, then the last resorts. Who turns out
 * to be held back by a circuit breaker becomes a last resort. One request, one thread.
 */
final class Candidates {
  private final List<Planned> all;

  /** Those before this one are no last resorts. */
  private final int firstLastResort;

  private int heldBack;

  Candidates(Plan plan) {
    this.all = new ArrayList<>(plan.candidates());
    this.firstLastResort = all.size();
    all.addAll(plan.lastResorts());
  }

  int size() {
    return all.size();
  }

  Planned get(int candidate) {
    return all.get(candidate);
  }

  /** Those that can answer in its stead: where it is no last resort, without the last resorts. */
  List<Planned> after(int candidate) {
    int end = candidate < firstLastResort ? firstLastResort : all.size();
    return all.subList(candidate + 1, end);
  }

  /** Asks it once more when all others were asked, before the models that were excluded. */
  void addLastResort(Planned planned) {
    all.add(firstLastResort + heldBack, planned.asLastResort());
    heldBack++;
  }
}
