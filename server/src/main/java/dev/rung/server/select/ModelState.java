package dev.rung.server.select;

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
 */
public record ModelState(
    Model model, Duration latency, double quality, Optional<String> notReady, Optional<Pace> pace) {

  /** A model whose pace is not known. */
  public ModelState(Model model, Duration latency, double quality, Optional<String> notReady) {
    this(model, latency, quality, notReady, Optional.empty());
  }
}
