package dev.rung.server.batch;

import java.time.Duration;

/**
 * What batches may take.
 *
 * @param parallel items in flight at once of one tenant, over all its batches
 * @param maxItems of one batch
 * @param calls batches at once, of all tenants; one tenant has half of them at most
 * @param deadline of a batch whose caller set none
 * @param itemDeadline of an item of such a batch, from its turn on
 */
public record BatchSettings(
    int parallel, int maxItems, int calls, Duration deadline, Duration itemDeadline) {
  public static final BatchSettings DEFAULT =
      new BatchSettings(8, 10_000, 64, Duration.ofHours(1), Duration.ofMinutes(2));

  public BatchSettings {
    atLeastOne("batch_parallel", parallel);
    atLeastOne("batch_max_items", maxItems);
    atLeastOne("batch_calls", calls);
    if (!deadline.isPositive() || !itemDeadline.isPositive()) {
      throw new IllegalArgumentException("deadlines of batches must be above 0");
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be 1 or more, not " + value);
    }
  }

  /** Batches of one tenant at once. */
  int callsOfTenant() {
    return Math.ceilDiv(calls, 2);
  }
}
