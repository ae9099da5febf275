package dev.rung.server.config;

import java.time.Duration;

/**
 * The keys of [server] about batches.
 *
 * @param parallel items in flight at once of one tenant, over all its batches
 * @param maxItems of one batch
 * @param calls batches at once, of all tenants
 * @param deadline of a batch that brings none
 */
public record BatchTable(int parallel, int maxItems, int calls, Duration deadline) {
  private static final Format<Integer> PARALLEL = Format.count(1, 100_000);
  private static final Format<Integer> CALLS = Format.count(1, 100_000);
  private static final Format<Duration> DEADLINE =
      Durations.between(Duration.ofMillis(1), Duration.ofDays(1));

  public static final BatchTable DEFAULT = new BatchTable(8, 10_000, 64, Duration.ofHours(1));

  public BatchTable {
    PARALLEL.check("batch_parallel", parallel);
    Format.UP_TO_A_MILLION.check("batch_max_items", maxItems);
    CALLS.check("batch_calls", calls);
    DEADLINE.check("batch_deadline", deadline);
  }

  static BatchTable read(Section section) {
    return new BatchTable(
        section.get("batch_parallel", PARALLEL, DEFAULT.parallel),
        section.get("batch_max_items", Format.UP_TO_A_MILLION, DEFAULT.maxItems),
        section.get("batch_calls", CALLS, DEFAULT.calls),
        section.get("batch_deadline", DEADLINE, DEFAULT.deadline));
  }
}
