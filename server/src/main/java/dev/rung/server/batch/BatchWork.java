package dev.rung.server.batch;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import java.util.List;
import java.util.Optional;

/**
 * What one caller wants answered together.
 *
 * @param id of the call, for logs
 * @param tenant whose share it takes
 * @param items in the order in which they begin
 * @param parallel items in flight at once
 * @param maxCost the most that all of them together may cost
 */
public record BatchWork(
    RequestId id, String tenant, List<BatchItem> items, int parallel, Optional<Money> maxCost) {
  public BatchWork {
    items = List.copyOf(items);
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel must be 1 or more, not " + parallel);
    }
  }

  /** Without the items: they hold prompts. */
  @Override
  public String toString() {
    return "BatchWork[" + id + "]";
  }
}
