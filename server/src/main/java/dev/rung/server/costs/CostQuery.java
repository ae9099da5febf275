package dev.rung.server.costs;

import java.time.Instant;
import java.util.Optional;

/**
 * What a report is asked for.
 *
 * @param from the first instant that counts, taken down to a quarter of an hour
 * @param to the first instant that no longer counts, taken down likewise; absent until now
 * @param tenant whose; absent of everybody
 */
public record CostQuery(
    Instant from, Optional<Instant> to, Dimension by, Step every, Optional<String> tenant) {

  /** Of everybody. */
  public CostQuery(Instant from, Optional<Instant> to, Dimension by, Step every) {
    this(from, to, by, every, Optional.empty());
  }

  /** The first quarter that counts. */
  long first() {
    return Quarters.of(from);
  }

  /** Which of its hours or days a quarter is in. */
  long step(long quarter) {
    return every == Step.WHOLE ? 0 : quarter / every.quarters();
  }

  /** The first one that no longer counts; until now is with the one that it is. */
  long end(Instant now) {
    return to.map(Quarters::of).orElse(Quarters.of(now) + 1);
  }
}
