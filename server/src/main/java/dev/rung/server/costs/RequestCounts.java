package dev.rung.server.costs;

import dev.rung.server.generate.Usage;
import dev.rung.server.record.RequestRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests since they were written last, in memory. Bounded: what comes after too many keys is
 * counted under one. Safe for several threads; counting never waits on I/O.
 */
final class RequestCounts {
  private final int most;
  private final Map<Cell, Count> counts = new ConcurrentHashMap<>();

  RequestCounts(int most) {
    this.most = most;
  }

  record Cell(long quarter, CostKey key) {}

  /**
   * Of one cell.
   *
   * @param spared tokens of answers that no model was asked for
   */
  record Count(long requests, Usage spared) {
    Count plus(Count other) {
      return new Count(requests + other.requests, spared.plus(other.spared));
    }
  }

  void add(RequestRecord done) {
    add(new Cell(Quarters.of(done.at()), CostKey.of(done)), new Count(1, done.spared()));
  }

  private void add(Cell cell, Count count) {
    boolean room = counts.size() < most || counts.containsKey(cell);
    counts.merge(room ? cell : new Cell(cell.quarter, CostKey.OTHER), count, Count::plus);
  }

  /** Everything that was counted; from now on it begins at nothing. */
  Map<Cell, Count> take() {
    Map<Cell, Count> taken = new HashMap<>();
    for (Cell cell : List.copyOf(counts.keySet())) {
      Count count = counts.remove(cell);
      if (count != null) {
        taken.put(cell, count);
      }
    }
    return taken;
  }

  /** Counts again what could not be written. */
  void putBack(Map<Cell, Count> taken) {
    taken.forEach(this::add);
  }
}
