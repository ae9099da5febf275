package dev.rung.server.costs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was used in a time, by one dimension.
 *
 * @param lines by time, then the dearest first
 * @param total of all calls and requests, and of everybody what is unaccounted: tenants', models'
 *     and providers' own lines of that can come to more, since each has the most it can be
 * @param from the first instant that counts
 * @param to the first instant that no longer counts
 */
public record CostReport(List<Line> lines, CostSums total, Instant from, Instant to) {
  /** More hours or days than anybody can look at are refused. */
  public static final int MOST_STEPS = 2_500;

  /** A longer report is refused. */
  public static final int MOST_LINES = 100_000;

  public CostReport {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param key of a model, a tier, a tenant or a provider
   * @param at where its hour or day begins; absent for one that is of the whole time
   */
  public record Line(String key, Optional<Instant> at, CostSums sums) {}
}
