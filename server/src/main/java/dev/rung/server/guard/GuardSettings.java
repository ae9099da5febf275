package dev.rung.server.guard;

import java.util.Map;

/**
 * How models are guarded.
 *
 * @param inFlight calls in flight at one model, 1 or more
 * @param rates by model; who is not named has none
 * @param queue in front of each model
 * @param adaptive how many calls may be in flight at one provider
 * @param learn whether limits that providers tell are kept
 */
public record GuardSettings(
    int inFlight,
    BreakerSettings breaker,
    Map<String, RateLimits> rates,
    QueueSettings queue,
    AdaptiveSettings adaptive,
    boolean learn) {
  public static final GuardSettings DEFAULT =
      new GuardSettings(256, BreakerSettings.DEFAULT, Map.of());

  public GuardSettings {
    rates = Map.copyOf(rates);
    if (inFlight < 1) {
      throw new IllegalArgumentException("calls in flight must be 1 or more, not " + inFlight);
    }
  }

  /** With everything else as by default. */
  public GuardSettings(int inFlight, BreakerSettings breaker, Map<String, RateLimits> rates) {
    this(inFlight, breaker, rates, QueueSettings.DEFAULT, AdaptiveSettings.DEFAULT, true);
  }

  RateLimits rates(String model) {
    return rates.getOrDefault(model, RateLimits.NONE);
  }
}
