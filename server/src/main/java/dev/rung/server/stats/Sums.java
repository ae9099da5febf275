package dev.rung.server.stats;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Usage;
import java.time.Duration;

/** One reading of a {@link Tally}. */
record Sums(
    long succeeded,
    Duration mean,
    Duration p50,
    Duration p95,
    Duration p99,
    Usage usage,
    Money cost,
    long count) {

  /** The figures of these requests among {@code all}. */
  Figures among(long all) {
    return figures(all, share(succeeded, count));
  }

  /** The same, with a success rate that was found elsewhere. */
  Figures figures(long all, double successRate) {
    return new Figures(
        count,
        100 * share(count, all),
        successRate,
        mean,
        p50,
        p95,
        p99,
        usage.inputTokens(),
        usage.outputTokens(),
        cost);
  }

  /** {@code part / whole}, 0 to 1; zero where there is nothing. */
  static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
