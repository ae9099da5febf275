package dev.rung.server.select;

import dev.rung.server.generate.Rights;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.provider.Model;
import java.time.Duration;
import java.util.Optional;

/**
 * A model as it stands at one instant.
 *
 * @param latency of a whole answer: measured, or the prior
 * @param quality 0 to 1: measured, or the prior
 * @param notReady why it cannot serve now; absent when it can
 * @param pace of a model in this process, once it was measured
 * @param resting why it must not be called for a while; absent when it may
 * @param lastResort whether it may be asked all the same where nobody else can: nothing but its
 *     circuit breaker is against it
 * @param live how it has done of late
 */
public record ModelState(
    Model model,
    Duration latency,
    double quality,
    Optional<String> notReady,
    Optional<Pace> pace,
    Optional<Hindrance> resting,
    boolean lastResort,
    Live live) {

  /** Whether who has these rights may use it. */
  boolean isAllowedBy(Rights rights) {
    return rights.allows(model.tier(), model.name(), model.aliases());
  }

  /** The same, as if it did not rest. */
  ModelState awake() {
    return new ModelState(
        model, latency, quality, notReady, pace, Optional.empty(), lastResort, live);
  }

  /** A model that does not rest, of which nothing was measured. */
  public ModelState(Model model, Duration latency, double quality, Optional<String> notReady) {
    this(
        model, latency, quality, notReady, Optional.empty(), Optional.empty(), false, Live.UNKNOWN);
  }
}
