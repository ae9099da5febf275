package dev.rung.server.guard;

import java.util.Map;

/**
 * How models are guarded.
 *
 * @param inFlight calls in flight at one model, 1 or more
 * @param rates by model; who is not named has none
 */
public record GuardSettings(int inFlight, BreakerSettings breaker, Map<String, RateLimits> rates) {
  public static final GuardSettings DEFAULT =
      new GuardSettings(256, BreakerSettings.DEFAULT, Map.of());

  public GuardSettings {
    rates = Map.copyOf(rates);
    if (inFlight < 1) {
      throw new IllegalArgumentException("calls in flight must be 1 or more, not " + inFlight);
    }
  }

  RateLimits rates(String model) {
    return rates.getOrDefault(model, RateLimits.NONE);
  }
}
